import { expect, test } from "vitest";
import { FIRST } from ".";
import { APART } from "./apart";
import { LATE } from "./late";
import { fill, preferred } from "./mechanism";

const TABLES = [...FIRST, ...LATE, ...APART];
const WORDS = Object.assign({}, ...TABLES) as Record<string, readonly [string, string]>;

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([hole]) => hole).sort();

test("both languages are there and fill the same holes", () => {
  const wrong = Object.entries(WORDS).filter(
    ([, [zh, en]]) => !zh.trim() || !en.trim() || `${holes(zh)}` !== `${holes(en)}`,
  );
  expect(wrong).toEqual([]);
});

test("no key stands in two tables, where one would hide the other", () => {
  const keys = TABLES.flatMap(Object.keys);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  expect(keys.sort()).toEqual(Object.keys(WORDS).sort());
});

test("every problem that the server names has words", () => {
  const sources = import.meta.glob<string>("../../../mimi/**/*.py", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const named = Object.values(sources).flatMap((source) =>
    [...source.matchAll(/Problem\(\s*\d{3},\s*"([\w-]+)"/g)].map(([, name]) => name!),
  );
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((name) => !(`problem.${name}` in WORDS)).sort()).toEqual([]);
});

test("takes the first language of the browser that it speaks, English otherwise", () => {
  expect(preferred(["fr-FR", "zh-TW", "en"])).toBe("zh");
  expect(preferred(["en-GB", "zh"])).toBe("en");
  expect(preferred(["fr"])).toBe("en");
});

test("leaves a hole that nobody fills", () => {
  expect(fill("{n} of {all}", { n: 3 })).toBe("3 of {all}");
});
