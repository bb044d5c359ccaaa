import { describe, expect, it } from "vitest";

import { countGraphemes, languageOf, sizeOf } from "./lettering";

describe("counting as a person counts", () => {
  it.each([
    ["", 0],
    ["秘密", 2],
    ["👨‍👩‍👧‍👦", 1],
    ["🇨🇳", 1],
    ["é", 1],
    ["e\u0301\u0302\u0303", 1],
    ["नि", 1],
    ["a\r\nb", 3],
  ])("%j has %i", (text, count) => expect(countGraphemes(text)).toBe(count));

  it("takes a letter with ten thousand accents for one", () => {
    expect(countGraphemes(`a${"\u0301".repeat(10_000)}`)).toBe(1);
  });
});

describe("size", () => {
  it("falls as the text grows, and never rises again", () => {
    const order = ["huge", "large", "middle", "small", "tiny"];
    const steps = Array.from({ length: 280 }, (_, count) => order.indexOf(sizeOf("密".repeat(count + 1))));
    expect(steps).toEqual([...steps].sort((one, other) => one - other));
    expect(steps[0]).toBe(0);
    expect(steps[279]).toBe(4);
  });

  it("counts lines, not only letters", () => {
    expect(sizeOf("a\nb\nc\nd\ne\nf")).not.toBe("huge");
  });
});

describe("language", () => {
  it.each([
    ["我有一个秘密", "zh-Hans"],
    ["我有一個秘密", "zh-Hant"],
    ["ひみつ", "ja"],
    ["비밀", "ko"],
    ["A secret", undefined],
    ["سر", undefined],
  ])("%s", (text, language) => expect(languageOf(text)).toBe(language));
});
