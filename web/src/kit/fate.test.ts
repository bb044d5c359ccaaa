import { expect, test } from "vitest";
import { answerLost, fateOf } from "./fate";

test("what may succeed later is kept with its token", () => {
  for (const name of ["offline", "fault", "away", "full", "too-many", "gathering"]) {
    expect(fateOf(name, false)).toBe("keep");
    expect(fateOf(name, true)).toBe("keep");
  }
});

test("a spent token after a lost answer means that it arrived, else that another device used it", () => {
  expect(fateOf("token-spent", true)).toBe("sent");
  expect(fateOf("token-spent", false)).toBe("other-token");
});

test("never sends a thing twice when it may have arrived", () => {
  expect(fateOf("token-epoch", false)).toBe("other-token");
  expect(fateOf("token-epoch", true)).toBe("unsure");
});

test("what a thread takes no more may have arrived before", () => {
  for (const name of ["thread-closed", "reply-gone"]) {
    expect(fateOf(name, false)).toBe("refused");
    expect(fateOf(name, true)).toBe("unsure");
  }
});

test("what the writer must change is refused", () => {
  expect(fateOf("text-too-long", false)).toBe("refused");
  expect(fateOf("not-found", false)).toBe("refused");
});

test("only without an answer is it unknown whether it arrived", () => {
  expect(["offline", "fault", "gathering", "too-many"].map(answerLost)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
