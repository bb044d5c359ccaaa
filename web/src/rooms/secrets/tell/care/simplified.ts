/** Traditional characters, read as simplified ones: the patterns are written once. */
import PAIRS from "virtual:simplified";
import type { Mark } from "./mark";

const SIMPLE = new Map([...PAIRS.matchAll(/(.)(.)/gu)].map(([, from, to]) => [from!, to!]));
SIMPLE.set("著", "着"); // as Taipei writes it

// Of what is put in place of a mark; what the mark has, it gives itself.
const WRITTEN = new Map([..."个個学學栋棟数數几幾里裡时時医醫园園称稱师師"].flatMap((one, at, all) => (at % 2 ? [] : [[one, all[at + 1]!]])));
const IN_BOTH = /[乾瞭藉夥著徵覆於]/g; // simplified texts have these too

/** Of the same length: what stands in one stands at the same place in the other. */
export const simplified = (text: string): string => text.replace(/[\u4e00-\u9fff]/g, (one) => SIMPLE.get(one) ?? one);

export function isTraditional(text: string): boolean {
  const telling = text.replace(IN_BOTH, "");
  return simplified(telling) !== telling;
}

/** A mark in the simplified reading of this text, with wordings as its writer writes. */
export function inWritingOf(text: string, mark: Mark): Mark {
  const written = [...text.slice(mark.start, mark.end)];
  const read = written.map(simplified);
  const given = (one: string) => written[read.indexOf(one)] ?? WRITTEN.get(one) ?? one;
  return { ...mark, instead: mark.instead.map((words) => [...words].map(given).join("")) };
}
