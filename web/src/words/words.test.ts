import { Converter } from "opencc-js/cn2t";
import { expect, test } from "vitest";
import apart from "virtual:words/apart/zh-Hant";
import first from "virtual:words/first/zh-Hant";
import late from "virtual:words/late/zh-Hant";
import { TABLES as APART } from "./apart";
import { TABLES as FIRST } from "./first";
import { TABLES as LATE } from "./late";
import { fill, preferred } from "./mechanism";
import { BETTER } from "./traditional";

const TABLES = [...new Set([...FIRST, ...LATE, ...APART])];
const WORDS = Object.assign({}, ...TABLES) as Record<string, readonly [string, string]>;

const TRADITIONAL: Record<string, string> = { ...first, ...late, ...apart };

const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([hole]) => hole))].sort();

test("all languages are there and fill the same holes", () => {
  const wrong = Object.entries(WORDS).filter(
    ([key, [zh, en]]) =>
      [zh, en, TRADITIONAL[key]!].some((text) => !text.trim() || `${holes(text)}` !== `${holes(zh)}`),
  );
  expect(wrong).toEqual([]);
});

test("no key stands in two tables, where one would hide the other", () => {
  const keys = TABLES.flatMap(Object.keys);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  expect(keys.sort()).toEqual(Object.keys(WORDS).sort());
});

test("traditional characters are made of the simplified ones, and mended where people say otherwise", () => {
  expect(TRADITIONAL["language"]).toBe("語言");
  expect(TRADITIONAL["offline.banner"]).toBe("沒有網路：你正在看之前讀過的內容。");
  const served = import.meta.glob<string>("../../../docs/*.zh.md", { query: "?raw", import: "default", eager: true });
  const ours = [...Object.values(WORDS).map(([zh]) => zh), ...Object.values(served)];
  const made = ours.map(Converter({ from: "cn", to: "twp" })).join("\n");
  expect(BETTER.filter(([given]) => !made.includes(given))).toEqual([]);
  expect(Object.values(TRADITIONAL).filter((text) => /[“”臺这说设为开关]/.test(text))).toEqual([]);
});

test("who is sent to the settings finds the entry under that name", () => {
  const entries = [0, 1].map((at) => Object.keys(WORDS).filter((key) => key.startsWith("settings.")).map((key) => WORDS[key]![at]!));
  const sent = Object.entries(WORDS).flatMap(([key, texts]) =>
    [/“设置 · ([^”·]+)/, /Settings, ([A-Z][a-z ]+)/].map((way, at) => [key, at, way.exec(texts[at]!)?.[1]?.trim()] as const),
  );
  expect(sent.filter(([, , name]) => name).length).toBeGreaterThan(8);
  expect(sent.filter(([, at, name]) => name && !entries[at]!.some((one) => one.startsWith(name)))).toEqual([]);
});

test("an edition is one thing and the time for which passes are good is another", () => {
  const passes = Object.entries(WORDS).filter(([, [zh]]) => zh.includes("凭证"));
  expect(passes.filter(([, [zh]]) => /[这下]一期/.test(zh))).toEqual([]);
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
  expect(preferred(["fr-FR", "zh-TW", "en"])).toBe("zh-Hant");
  expect(preferred(["zh-Hant-CN"])).toBe("zh-Hant");
  expect(preferred(["zh-SG", "zh-HK"])).toBe("zh-Hans");
  expect(preferred(["en-GB", "zh"])).toBe("en");
  expect(preferred(["fr"])).toBe("en");
});

test("says one otherwise than many", () => {
  const said = (n: number) => fill("{n} {n|day|days}", { n });
  expect([0, 1, 2, 21].map(said)).toEqual(["0 days", "1 day", "2 days", "21 days"]);
});

test("leaves a hole that nobody fills", () => {
  expect(fill("{n} of {all}", { n: 3 })).toBe("3 of {all}");
});
