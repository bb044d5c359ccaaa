import { expect, test } from "vitest";
import { findNumbers } from "./numbers";

const numbers = (pasted: string) => findNumbers(pasted).map((one) => one.number);

test("finds numbers however people write them", () => {
  const pasted = "小明 138 0013 8000\n+44 (20) 7946-0958, Ann\n００８６１３９００１３９０００\n010-6552.9988";
  expect(numbers(pasted)).toEqual(["13800138000", "+442079460958", "+8613900139000", "01065529988"]);
});

test("keeps what stood beside a number, and takes each number once", () => {
  expect(findNumbers("小明,13800138000\n小明 138-0013-8000")).toEqual([
    { number: "13800138000", note: "小明" },
  ]);
});

test("takes no number for the name of another", () => {
  expect(findNumbers("13800138000 +1 212 555 0100, 12345").map((one) => one.note)).toEqual(["", ""]);
});

test("reads contact cards", () => {
  const card = "BEGIN:VCARD\r\nFN:李雷\r\nTEL;TYPE=CELL:+86 138 0013 8000\r\nEND:VCARD";
  expect(findNumbers(card)).toEqual([{ number: "+8613800138000", note: "李雷" }]);
});

test("tells numbers apart that stand on one line", () => {
  const pasted = "13800138000 13900139000, +1 212 555 0100; 2026-11-23 13700137000";
  expect(numbers(pasted)).toEqual(["13800138000", "13900139000", "+12125550100", "13700137000"]);
});

test("takes short numbers, dates and words for nothing", () => {
  expect(numbers("2026-11-23\n12345\nhello\n¥99")).toEqual([]);
});

test("sees through what a copy from a phone's contacts brings along", () => {
  expect(numbers("\u202a+86 138\u20110013\u20118000\u202c\n\u2066139\u00a00013\u00a09000\u2069")).toEqual([
    "+8613800138000",
    "13900139000",
  ]);
});
