import { describe, expect, it } from "vitest";

import type { Card } from "../../kit/types";
import { PROMPTS, promptOf } from "../secrets/prompts";
import { arrange } from "./arrange";
import { added } from "./pages";

const card = (secret: string) => ({ secret }) as Card;
const cards = (count: number) => Array.from({ length: count }, (_, index) => card(`${index}`));
const kinds = (given: Parameters<typeof arrange>[0]) => arrange(given).map(({ kind }) => kind);

describe("the feed", () => {
  it("is never empty once it is read", () => {
    const shown = kinds({ cards: [], open: true, ended: true, first: 0 });
    expect(shown).toEqual(["end", "prompt", "prompt", "prompt"]);
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
    expect(added(cards(3), [card("2"), card("3")]).map((one) => one.secret)).toEqual(["0", "1", "2", "3"]);
  });
});

describe("questions", () => {
  it("are enough, all different, in both languages", () => {
    for (const list of Object.values(PROMPTS)) {
      expect(list.length).toBeGreaterThanOrEqual(12);
      expect(new Set(list).size).toBe(list.length);
    }
    expect(PROMPTS.zh).toHaveLength(PROMPTS.en.length);
  });

  it("answer to any number in an address", () => {
    for (const number of [0, 15, 16, -3, 20_000, NaN]) expect(promptOf(number)).toBeTruthy();
  });
});
