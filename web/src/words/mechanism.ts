/** Words in Chinese and English, side by side: a key without one of them does not compile. */
import { signal } from "@preact/signals";

/** As it stands in `lang`. Words in traditional characters are made of the simplified ones. */
export type Language = "zh-Hans" | "zh-Hant" | "en";
/** Each by its own name, for those who read no other. */
export const LANGUAGES = { "zh-Hans": "简体中文", "zh-Hant": "繁體中文", en: "English" } as const;

/**
 * `key: ["中文", "English"]`; `{name}` in both is filled in by `t("key", { name })`. English says
 * `{n|day|days}` where one is said otherwise than many.
 */
export type Table = Record<string, readonly [zh: string, en: string]>;

type Holes<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | Holes<Rest>
  : never;

export type Filled<Text extends string> = [Holes<Text>] extends [never]
  ? []
  : [holes: Record<Holes<Text>, string | number>];

export const language = signal<Language>("zh-Hans");

export const isLanguage = (tag: unknown): tag is Language => typeof tag === "string" && tag in LANGUAGES;

export function preferred(tags: readonly string[]): Language {
  for (const tag of tags) {
    if (/^zh-(hant|tw|hk|mo)/i.test(tag)) return "zh-Hant";
    if (/^zh/i.test(tag)) return "zh-Hans";
    if (/^en/i.test(tag)) return "en";
  }
  return "en";
}

const HOLE = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g;
const english = new Intl.PluralRules("en");

export function fill(text: string, holes: Record<string, string | number> = {}): string {
  return text.replace(HOLE, (hole, name: string, one?: string, many?: string) => {
    if (one === undefined) return String(holes[name] ?? hole);
    return english.select(Number(holes[name])) === "one" ? one : many!;
  });
}
