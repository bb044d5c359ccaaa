import { describe, expect, it } from "vitest";

import { MASKS, maskName, maskOf } from "./masks";

const all = Array.from({ length: MASKS }, (_, index) => index);

describe("masks", () => {
  it.each(["zh", "en"] as const)("have 256 different spoken names in %s", (language) => {
    const names = new Set(all.map((index) => maskName(index, language)));
    expect(names.size).toBe(MASKS);
    expect([...names].join()).not.toContain("undefined");
  });

  it("look as different as they are called", () => {
    const looks = all.map((index) => {
      const { creature, colour, scarf } = maskOf(index);
      return `${creature} ${colour.fur} ${scarf}`;
    });
    expect(new Set(looks).size).toBe(MASKS);
  });

  it("are called as people would call them", () => {
    expect(maskName(48, "en")).toBe("a teal fox");
    expect(maskName(48, "zh")).toBe("青色狐狸");
    expect(maskName(128 + 16 + 2, "en")).toBe("an amber owl in a scarf");
    expect(maskName(128 + 16 + 2, "zh")).toBe("戴围巾的琥珀色猫头鹰");
  });

  it("take any index of a newer server", () => {
    expect(maskName(MASKS + 3, "en")).toBe(maskName(3, "en"));
    expect(maskName(-1, "en")).toBe(maskName(MASKS - 1, "en"));
  });
});
