/** Lines where somebody listens. They are never marked, whatever they look like. */
import { helplines } from "../../../../kit/help";
import type { Helplines } from "../../../../kit/types";

const LISTEN = [
  ...["12356", "12355", "12338", "12320", "110", "120", "119", "122", "112", "911", "999", "000", "995"],
  ...["988", "116123", "741741", "85258", "131114", "1737", "14416", "9152987821", "18111", "1925", "1995"],
  ...["1980", "1767", "109", "3114", "08001110111", "08001110222", "0120279338", "18002738255"],
  ...["4001619995", "01082951332", "02028960000", "28960000", "23892222", "686868", "18555"],
];
const KNOWN = new Set(LISTEN);

/** Whether these figures, however they are set apart, are such a line. */
export function listens(written: string): boolean {
  const digits = written.replace(/\D/g, "");
  return KNOWN.has(digits) || KNOWN.has(digits.replace(/^(86|1|44|61|353)/, ""));
}

/** By the languages of the device; null where no line is known. */
export function helpFor(languages: readonly string[]): Helplines["lines"][string] | null {
  for (const tag of languages) {
    const region = /-([A-Z]{2})\b/.exec(tag)?.[1];
    if (region && helplines.value[region]) return helplines.value[region];
  }
  return languages.some((tag) => tag.startsWith("zh")) ? (helplines.value.CN ?? null) : null;
}

const DISTRESS = [
  /不想活|活不下去|不想活着|想自杀|要自杀|自杀过|想过自杀|自杀的念头|结束(自己的)?生命|想跳楼|跳下去算了|割腕|自残|轻生|伤害自己|死了算了|不如死了|一了百了|自我了断|消失在这个世界/,
  /想死(?!(你|他|她|它|我|了)*(了|啦|你|她|他))/,
  /\b(kill(ing)? myself|suicid(e|al)|want(ed)? to die|wanna die|end(ing)? my (own )?life|end it all|hurt(ing)? myself|cut(ting)? myself|self[- ]?harm(ing)?|better off dead|no reason to live)\b/i,
  /\b(don'?t|do not|didn'?t) want to (live|be alive|be here any ?more|wake up)\b/i,
];

/** In simplified characters or English. */
export const isDistress = (text: string): boolean => DISTRESS.some((words) => words.test(text));
