/** `t("key")` in the member's language. */
import { fill, type Filled, language } from "./mechanism";
import { finding } from "./finding";
import { joining } from "./joining";
import { keeping } from "./keeping";
import { problems } from "./problems";
import { reading } from "./reading";
import { setting } from "./setting";
import { telling } from "./telling";
import { threads } from "./threads";

export { type Language, language } from "./mechanism";

export const TABLES = [joining, keeping, finding, setting, problems, reading, telling, threads] as const;
export const WORDS = { ...joining, ...keeping, ...finding, ...setting, ...problems, ...reading, ...telling, ...threads } as const;

export type Key = keyof typeof WORDS;
type Chinese<K extends Key> = (typeof WORDS)[K][0];
/** Keys of words without holes. */
export type Plain = { [K in Key]: Filled<Chinese<K>> extends [] ? K : never }[Key];

/** A key whose words have nothing to fill in, for lists of keys. */
export type PlainKey = { [K in Key]: [] extends Filled<Chinese<K>> ? K : never }[Key];

export function t<K extends Key>(key: K, ...holes: Filled<Chinese<K>>): string {
  return fill(WORDS[key][language.value === "zh" ? 0 : 1], holes[0]);
}

export function known(key: string): key is Key {
  return key in WORDS;
}
