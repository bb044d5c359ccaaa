import { describe, expect, it } from "vitest";

import { language } from "../../words";
import { MASKS, maskName, maskOf } from "./masks";

const all = Array.from({ length: MASKS }, (_, index) => index);

describe("masks", () => {
  it.each(["zh-Hans", "zh-Hant", "en"] as const)("have 256 different spoken names in %s", (spoken) => {
    language.value = spoken;
    const names = new Set(all.map(maskName));
    expect(names.size).toBe(MASKS);
    expect([...names].join()).not.toMatch(/undefined|[{}]/);
  });

  it("look as different as they are called", () => {
    const looks = all.map((index) => {
      const { creature, colour, scarf } = maskOf(index);
      return `${creature} ${colour.fur} ${scarf}`;
    });
    expect(new Set(looks).size).toBe(MASKS);
  });

  it("are called as people would call them", () => {
    const [fox, owl] = [48, 128 + 16 + 2];
    language.value = "en";
    expect([fox, owl].map(maskName)).toEqual(["a teal fox", "an amber owl in a scarf"]);
    language.value = "zh-Hans";
    expect([fox, owl].map(maskName)).toEqual(["青色狐狸", "戴围巾的琥珀色猫头鹰"]);
    language.value = "zh-Hant";
    expect([fox, owl].map(maskName)).toEqual(["青色狐狸", "戴圍巾的琥珀色貓頭鷹"]);
  });

  it("take any index of a newer server", () => {
    expect(maskName(MASKS + 3)).toBe(maskName(3));
    expect(maskName(-1)).toBe(maskName(MASKS - 1));
  });
});
