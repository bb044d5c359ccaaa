import { expect, test } from "vitest";
import { asDialled, countries, international } from "./countries";

test("puts the code of the country before a number that has none", () => {
  expect(international(" 138 0013 8000", "CN")).toBe("+86 138 0013 8000");
  expect(international("１３８００１３８０００", "CN")).toBe("+86 13800138000");
  expect(international("+44 7911 123456", "CN")).toBe("+44 7911 123456");
});

test("names every country in both languages", () => {
  expect(countries("zh").find((one) => one.region === "CN")).toMatchObject({ name: "中国", code: "86" });
  expect(countries("en").every((one) => one.name !== one.region)).toBe(true);
});

test("takes a friend's number without a code for one of the member's country", () => {
  expect(asDialled("13900139000", "+8613800138000")).toBe("+8613900139000");
  expect(asDialled("612345678", "+85261234567")).toBe("+852612345678");
  expect(asDialled("+447911123456", "+8613800138000")).toBe("+447911123456");
});

test("sees a country's code that stands there without its plus", () => {
  expect(asDialled("8613900139000", "+8613800138000")).toBe("+8613900139000");
  expect(asDialled("55999990001", "+5511999990000")).toBe("+5555999990001");
  expect(asDialled("0118613900139000", "+12015550100")).toBe("+8613900139000");
});
