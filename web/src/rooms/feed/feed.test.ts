import { describe, expect, it } from "vitest";

import type { Card } from "../../kit/types";
import { reading } from "../../words/reading";
import { prompts } from "../../words/prompts";
import { PROMPTS, promptOf } from "../secrets/prompts";
import { arrange } from "./arrange";
import { between, Heights } from "./heights";
import { unknown } from "./pages";

const card = (secret: string) => ({ secret }) as Card;
const cards = (count: number) => Array.from({ length: count }, (_, index) => card(`${index}`));
const kinds = (given: Parameters<typeof arrange>[0]) => arrange(given).map(({ kind }) => kind);

describe("the feed", () => {
  it("is never empty once it is read", () => {
    const shown = kinds({ cards: [], open: true, ended: true, first: 0 });
    expect(shown).toEqual(["sample", "sample", "sample", "end", "prompt", "prompt", "prompt"]);
    expect(kinds({ cards: cards(1), open: true, ended: true, first: 0 })).toEqual(["card", "end", "prompt"]);
  });

  it("has words for each example", () => {
    const items = arrange({ cards: [], open: false, ended: true, first: 0 });
    const samples = items.flatMap((item) => (item.kind === "sample" ? [`sample.${item.number}`] : []));
    expect(Object.keys(reading).filter((key) => /^sample\.\d/.test(key))).toEqual(samples);
  });

  it("explains a closed gate once, after a few public secrets", () => {
    const shown = kinds({ cards: cards(5), open: false, ended: false, first: 0 });
    expect(shown).toEqual(["card", "card", "gate", "card", "card", "card"]);
  });

  it("explains it also where there is hardly anything to read", () => {
    expect(kinds({ cards: cards(1), open: false, ended: true, first: 0 })).toContain("gate");
    expect(kinds({ cards: cards(3), open: false, ended: true, first: 0 }).filter((kind) => kind === "gate")).toHaveLength(1);
  });

  it("shows every card once, in the server's order", () => {
    const shown = arrange({ cards: cards(200), open: true, ended: true, first: 7 });
    const ids = shown.flatMap((item) => (item.kind === "card" ? [item.card.secret] : []));
    expect(ids).toEqual(cards(200).map((one) => one.secret));
    expect(new Set(shown.map((item) => item.key)).size).toBe(shown.length);
  });

  it("shows nothing twice when pages overlap", () => {
    expect(unknown(cards(3), [card("2"), card("3")]).map((one) => one.secret)).toEqual(["3"]);
  });

  it("is the same page by page", () => {
    const whole = arrange({ cards: cards(50), open: false, ended: true, first: 7 });
    const parts = [0, 20, 40].flatMap((from) =>
      arrange({ cards: cards(50).slice(from, from + 20), from, open: false, ended: from === 40, first: 7 }),
    );
    expect(parts).toEqual(whole);
  });
});

describe("heights", () => {
  const seen = () => {
    const heights = new Heights(100);
    for (const page of [0, 1, 2]) heights.fit(page, 3);
    heights.see({ page: 0, item: 1 }, 250);
    return heights;
  };

  it("are what was seen, else what is usual", () => {
    const heights = seen();
    expect(heights.whole).toBe(8 * 100 + 250);
    expect(heights.top({ page: 1, item: 1 })).toBe(550);
    expect(heights.see({ page: 2, item: 0 }, 100)).toBe(false);
    expect(heights.see({ page: 2, item: 0 }, 40)).toBe(true);
    expect(heights.whole).toBe(990);
  });

  it("find an item for every pixel", () => {
    const heights = seen();
    expect([0, 99, 100, 349, 350, 450, 1049, 9999].map((at) => heights.at(at))).toEqual([
      { page: 0, item: 0 }, { page: 0, item: 0 }, { page: 0, item: 1 }, { page: 0, item: 1 },
      { page: 0, item: 2 }, { page: 1, item: 0 }, { page: 2, item: 2 }, { page: 2, item: 2 },
    ]);
    for (const spot of between(heights, { page: 0, item: 0 }, { page: 2, item: 2 })) {
      expect(heights.at(heights.top(spot))).toEqual(spot);
    }
    expect(new Heights(100).at(5)).toBeNull();
  });

  it("forget what is no more", () => {
    const heights = seen();
    heights.fit(0, 1);
    heights.cut(2);
    expect(heights.whole).toBe(400);
    heights.forget(10);
    expect(heights.whole).toBe(40);
  });
});

describe("questions", () => {
  it("are as many as there are words for", () => {
    expect(Object.keys(prompts)).toHaveLength(PROMPTS);
    for (const of of [0, 1]) expect(new Set(Object.values(prompts).map((both) => both[of])).size).toBe(PROMPTS);
  });

  it("answer to any number in an address", () => {
    for (const number of [0, 15, 16, -3, 20_000, NaN]) expect(promptOf(number)).toBeTruthy();
  });
});
