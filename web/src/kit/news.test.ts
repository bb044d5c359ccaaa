import { expect, test } from "vitest";
import type { MySecret } from "./own";
import { happened } from "./news";

const line = { secret: "s", edition: 0, likes: 0, shares: 0, comments: 0, public: false };
const mine: MySecret = { secret: "s", input: "", text: "…", look: "", photo: null, state: "out", sent: 1, line };
const whats = (one: MySecret, before?: Parameters<typeof happened>[1]) =>
  happened(one, before).map(({ what, n }) => [what, n]);

test("what waits is no news, what came out is, once", () => {
  expect(whats({ ...mine, line: null })).toEqual([]);
  expect(whats(mine)).toEqual([["out", 0]]);
  expect(whats(mine, line)).toEqual([]);
});

test("what another device told is no news here", () => {
  expect(whats({ ...mine, sent: 0 })).toEqual([]);
});

test("more likes, more shares and the last rung are", () => {
  const more = { ...line, likes: 10, shares: 5, public: true };
  expect(whats({ ...mine, line: more }, line)).toEqual([["public", 0], ["likes", 10], ["shares", 5]]);
  expect(whats({ ...mine, line }, more)).toEqual([]);
});
