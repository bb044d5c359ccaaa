import { Converter } from "opencc-js";
import { describe, expect, it, test } from "vitest";

import corpus from "./corpus.txt?raw";
import { distressed, helpFor, type Mark, marksIn, namesIn, replaced } from ".";
import { isTraditional, simplified } from "./simplified";

const NAMES = ["阿珍", "张婷", "Quillfeather"];
const lines = corpus.split("\n").filter((line) => line && !line.startsWith("#"));
const cases = lines.map((line) => {
  const [text, marked] = line.split(" ⇒ ");
  return { text: text!, marked: marked ? marked.split(" | ") : [] };
});

const found = (text: string) =>
  marksIn(text, NAMES).map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`);

test("the corpus has marked and innocent ones enough", () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
  expect(cases.filter(({ marked }) => marked.length === 0).length).toBeGreaterThanOrEqual(25);
});

describe("marks", () => {
  it.each(cases)("$text", ({ text, marked }) => expect(found(text)).toEqual(marked));

  it("offers something vaguer for each, which is not marked again", () => {
    for (const { text } of cases) {
      for (const mark of marksIn(text, NAMES)) {
        expect(mark.instead.length).toBeGreaterThan(0);
        for (const words of mark.instead) {
          const left = marksIn(replaced(text, mark, words), NAMES);
          expect(left.filter(({ start }) => start === mark.start)).toEqual([]);
        }
      }
    }
  });

  it.each(["tw", "hk"] as const)("are the same in the characters of %s", (place) => {
    const convert = Converter({ from: "cn", to: place });
    const [even, again] = [Converter({ from: "cn", to: "t" }), Converter({ from: "t", to: place })];
    const places = (marks: readonly Mark[]) => marks.map(({ kind, start, end }) => [kind, start, end]);
    let differing = 0;
    for (const { text } of cases) {
      const other = convert(text);
      expect(other).toHaveLength(text.length);
      differing += Number(other !== text);
      const marks = marksIn(other, NAMES);
      expect(places(marks), other).toEqual(places(marksIn(text, NAMES)));
      if (other !== text && marks.length > 0 && isTraditional(other)) {
        const wordings = marks.flatMap(({ instead }) => instead);
        expect(again(even(wordings.join()))).toBe(wordings.join());
      }
    }
    expect(differing).toBeGreaterThan(40);
  });

  it("takes any text", () => {
    for (const text of ["", " ", "\n", "💔".repeat(200), "1".repeat(280), "王".repeat(280), "A ".repeat(140)]) {
      const marks = marksIn(text, NAMES);
      expect(marks.every(({ start, end }) => 0 <= start && start < end && end <= text.length)).toBe(true);
    }
  });
});

test("names are taken out of notes, and what everybody calls somebody is not", () => {
  expect(namesIn("Ann Lee (choir)")).toEqual(["Ann Lee"]);
  expect(namesIn("阿珍 健身房")).toContain("阿珍");
  expect(["妈妈", "媽媽", "老板", "老師", "mom", "Boss", ""].flatMap(namesIn)).toEqual([]);
});

test("traditional and simplified characters are one name", () => {
  for (const [text, name] of [["陳怡君走了", "陈怡君"], ["陈怡君走了", "陳怡君"]] as const) {
    expect(marksIn(text, [name]).map(({ kind, start, end }) => [kind, start, end])).toEqual([["known", 0, 3]]);
  }
});

test("what is offered is written as the writer writes", () => {
  expect(marksIn("我跟陳醫生說了")[0]!.instead).toEqual(["一位醫生", "某人"]);
  expect(marksIn("我喜歡陳怡君")[0]!.instead[0]).toBe("一個人");
  expect(marksIn("我住在長庚醫院")[0]!.instead).toEqual(["一家醫院"]);
  expect(marksIn("张著名说他叫张伟")[0]!.instead).toEqual(["某人"]);
  expect(simplified("鍾情、於是、看著")).toBe("钟情、于是、看着");
});

test("a name inside another word is none", () => {
  expect(marksIn("Annual leave", ["Ann"])).toEqual([]);
  expect(marksIn("Ann left", ["Ann"])).toHaveLength(1);
});

describe("distress", () => {
  it.each([
    "我不想活了", "活不下去了", "我想死", "有时候我会自残", "I want to die", "I think about suicide",
    "我不想活了，真的", "想過自殺", "活著沒有意思，想結束生命", "我常常傷害自己", "sometimes I hurt myself", "I don't want to be here anymore", "everybody is better off if I kill myself",
  ])("is heard in: %s", (text) => expect(distressed(text)).toBe(true));

  it.each([
    "想死你了，快回來", "笑死我了，這個", "想死你了，快回来", "笑死我了", "热死了", "我想睡觉", "I could kill for a coffee", "My phone died",
    "He died last year and I miss him", "dying to see you", "作业多得要死",
  ])("is not heard in: %s", (text) => expect(distressed(text)).toBe(false));

  it("brings the line of the region", () => {
    expect(helpFor(["zh-CN"])?.line).toBe("12356");
    expect(helpFor(["zh"])?.line).toBe("12356");
    expect(helpFor(["zh-TW", "en-US"])?.line).toBe("1925");
    expect(helpFor(["en-GB"])?.line).toBe("116 123");
    expect(helpFor(["en-US"])?.line).toBe("988");
    expect(helpFor(["en"])).toBeNull();
  });

  it("never marks a line where somebody listens", () => {
    for (const tag of ["zh-CN", "zh-HK", "zh-TW", "zh-SG", "en-US", "en-GB", "en-IE", "en-AU", "en-NZ", "en-IN", "de-DE", "fr-FR", "ja-JP", "ko-KR"]) {
      const { line, danger } = helpFor([tag])!;
      expect(marksIn(`${line}，${danger}`)).toEqual([]);
      expect(marksIn(`I called ${line}.`)).toEqual([]);
    }
  });
});
