/** `t("key")` in the member's language. */
import { fill, type Filled, language } from "./mechanism";
import { joining } from "./joining";
import { problems } from "./problems";
import { reading } from "./reading";

export { type Language, language } from "./mechanism";

const WORDS = { ...joining, ...problems, ...reading } as const;

export type Key = keyof typeof WORDS;
type Chinese<K extends Key> = (typeof WORDS)[K][0];
/** Keys of words without holes. */
export type Plain = { [K in Key]: Filled<Chinese<K>> extends [] ? K : never }[Key];

export function t<K extends Key>(key: K, ...holes: Filled<Chinese<K>>): string {
  return fill(WORDS[key][language.value === "zh" ? 0 : 1], holes[0]);
}

export function known(key: string): key is Key {
  return key in WORDS;
}
