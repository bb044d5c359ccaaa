/** `t("key")` in the member's language. */
import { signal } from "@preact/signals";
import type { TABLES as APART } from "./apart";
import type { TABLES as FIRST } from "./first";
import type { TABLES as LATE } from "./late";
import { fill, type Filled, type Language, language } from "./mechanism";

export { type Language, language } from "./mechanism";

type Both<Tables> = Tables extends readonly [infer One, ...infer Rest] ? One & Both<Rest> : unknown;
type Words = Both<typeof FIRST> & Both<typeof LATE> & Both<typeof APART>;
type Texts = Record<string, string>;
export type Part = Record<Language, () => Promise<{ default: Texts }>>;

// One by one, since a bundler must know them: made by languages.ts of the tables.
const first: Part = {
  "zh-Hans": () => import("virtual:words/first/zh-Hans"),
  "zh-Hant": () => import("virtual:words/first/zh-Hant"),
  en: () => import("virtual:words/first/en"),
};
const late: Part = {
  "zh-Hans": () => import("virtual:words/late/zh-Hans"),
  "zh-Hant": () => import("virtual:words/late/zh-Hant"),
  en: () => import("virtual:words/late/en"),
};

/** Those that are here. */
const texts: Record<Language, Texts> = { "zh-Hans": {}, "zh-Hant": {}, en: {} };
const asked = new Set<Part>();
const brought = new Set<Part[Language]>();
const grown = signal(0);

/** Whatever asked too early is asked again. */
export async function bring(part: Part, of = language.value): Promise<void> {
  asked.add(part);
  if (brought.has(part[of])) return;
  Object.assign(texts[of], (await part[of]()).default);
  brought.add(part[of]);
  grown.value += 1;
}

/** Of the first screens. */
export const firstWords = (of?: Language) => bring(first, of);

/** Of all screens. */
export async function allWords(of?: Language): Promise<void> {
  await Promise.all([firstWords(of), bring(late, of)]);
}

/** In another language, what was asked for in this one. */
export async function speak(chosen: Language): Promise<void> {
  await Promise.all([...asked].map((part) => bring(part, chosen)));
  language.value = chosen;
}

export type Key = keyof Words & string;
type Chinese<K extends Key> = Words[K] extends readonly [infer Text extends string, string] ? Text : never;
/** Keys of words without holes. */
export type Plain = { [K in Key]: Filled<Chinese<K>> extends [] ? K : never }[Key];

/** A key whose words have nothing to fill in, for lists of keys. */
export type PlainKey = { [K in Key]: [] extends Filled<Chinese<K>> ? K : never }[Key];

export function t<K extends Key>(key: K, ...holes: Filled<Chinese<K>>): string {
  return tIn(language.value, key, ...holes);
}

/** In another language than the member's, once its words are here. */
export function tIn<K extends Key>(of: Language, key: K, ...holes: Filled<Chinese<K>>): string {
  return grown.value >= 0 && key in texts[of] ? fill(texts[of][key]!, holes[0]) : "";
}

export function known(key: string): key is Key {
  return grown.value >= 0 && key in texts[language.value];
}
