/** `t("key")` in the member's language. */
import { signal } from "@preact/signals";
import type { consoleWords } from "./console";
import type { entering } from "./entering";
import type { finding } from "./finding";
import { joining } from "./joining";
import type { keeping } from "./keeping";
import { fill, type Filled, language, type Table } from "./mechanism";
import type { moments } from "./moments";
import type { problems } from "./problems";
import { reading } from "./reading";
import type { setting } from "./setting";
import type { telling } from "./telling";
import type { threads } from "./threads";

export { type Language, language } from "./mechanism";

/** Of the first screen and the feed. Those of all other screens come with the first of these. */
export const FIRST = [joining, reading] as const;

type Late = typeof entering & typeof finding & typeof keeping & typeof moments & typeof problems & typeof setting & typeof telling & typeof threads;
type Words = typeof joining & typeof reading & Late & typeof consoleWords;

/** Those that are here; all of them once `late` is. */
export const WORDS = { ...joining, ...reading } as Words;
const words: Table = WORDS;
const grown = signal(0);

/** Whatever asked too early is asked again. */
export function addWords(tables: readonly Table[]): void {
  Object.assign(words, ...tables);
  grown.value += 1;
}

export type Key = keyof Words;
type Chinese<K extends Key> = Words[K][0];
/** Keys of words without holes. */
export type Plain = { [K in Key]: Filled<Chinese<K>> extends [] ? K : never }[Key];

/** A key whose words have nothing to fill in, for lists of keys. */
export type PlainKey = { [K in Key]: [] extends Filled<Chinese<K>> ? K : never }[Key];

export function t<K extends Key>(key: K, ...holes: Filled<Chinese<K>>): string {
  const found = known(key) && words[key];
  return found ? fill(found[language.value === "zh" ? 0 : 1], holes[0]) : "";
}

export function known(key: string): key is Key {
  return grown.value >= 0 && key in words;
}
