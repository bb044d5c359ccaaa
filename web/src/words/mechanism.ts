/** Words in Chinese and English, side by side: a key without one of them does not compile. */
import { signal } from "@preact/signals";

export type Language = "zh" | "en";
/** `key: ["中文", "English"]`; `{name}` in both is filled in by `t("key", { name })`. */
export type Table = Record<string, readonly [zh: string, en: string]>;

type Holes<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | Holes<Rest>
  : never;

export type Filled<Text extends string> = [Holes<Text>] extends [never]
  ? []
  : [holes: Record<Holes<Text>, string | number>];

export const language = signal<Language>("zh");

export function preferred(languages: readonly string[]): Language {
  const known = languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return known.find((tag) => tag === "zh" || tag === "en") === "zh" ? "zh" : "en";
}

export function fill(text: string, holes: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(holes[name] ?? hole));
}
