/** How large a secret's words are set, and in which language they seem to be. */

export type Size = "huge" | "large" | "middle" | "small" | "tiny";

/** Rows that a text takes at each size, so that 280 characters of any script still fit a screen. */
const STEPS: readonly [most: number, size: Size][] = [
  [16, "huge"],
  [44, "large"],
  [90, "middle"],
  [160, "small"],
];
const WIDE = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Extended_Pictographic}/u;
const TRADITIONAL = /[這們個說來時會對過還沒麼後愛問題讓誰覺聽點樣學開關見應該總從裡為無與]/;
const BREAK = 9; // what a line break costs, in wide letters

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Characters as a person counts them: a family emoji or a letter with ten accents is one. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

/** How much room a text takes, in wide letters. */
export function weigh(text: string): number {
  let weight = 0;
  for (const { segment } of graphemes.segment(text.trim())) {
    weight += segment.includes("\n") ? BREAK : WIDE.test(segment) ? 1 : 0.52;
  }
  return weight;
}

export function sizeOf(text: string): Size {
  const weight = weigh(text);
  return STEPS.find(([most]) => weight <= most)?.[1] ?? "tiny";
}

/** The language tag that chooses glyphs and line breaking; none where the script does not tell. */
export function languageOf(text: string): string | undefined {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return "ja";
  if (/\p{Script=Hangul}/u.test(text)) return "ko";
  if (!/\p{Script=Han}/u.test(text)) return undefined;
  return TRADITIONAL.test(text) ? "zh-Hant" : "zh-Hans";
}
