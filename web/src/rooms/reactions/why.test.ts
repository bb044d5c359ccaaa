import { expect, test } from "vitest";

import { reading } from "../../words/reading";
import { whyOf } from "./why";

const KINDS = [true, false].flatMap((near) => [true, false].map((open) => ({ near, public: open })));

test("every kind of card has its own sentence", () => {
  expect(new Set(KINDS.map(whyOf)).size).toBe(4);
});

test("no sentence claims to know who, or calls anybody the member's friend", () => {
  for (const kind of KINDS) {
    for (const words of reading[whyOf(kind)]) expect(words).not.toMatch(/\b(by|from) (a|your) friend\b|你的朋友写|好友说/);
  }
});
