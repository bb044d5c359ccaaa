/** Finds phone numbers in what a person pastes: lists, chats, contact cards (vCard), tables. */
import { plainDigits } from "./reading/field";

// From six digits on, with what people put between them.
const NUMBER = /(?:\+|\b00)?[(]?\d(?:[ \t.\-–/()]{0,2}\d){5,30}/g;
const DATE = /^(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}$/;
const MOST_DIGITS = 15; // of any number on earth

export interface Found {
  number: string;
  /** What stood beside it, to recognise it by; it never leaves the device. */
  note: string;
}

export function findNumbers(pasted: string): Found[] {
  const found = new Map<string, Found>();
  let name = "";
  for (const line of plainDigits(pasted.normalize("NFKC")).split(/[\n\r]+/)) {
    name = /^(?:FN|N)\b[^:]*:(.*)$/.exec(line)?.[1]?.trim() ?? name;
    for (const match of numbersIn(line)) {
      const number = plain(match);
      if (!found.has(number)) found.set(number, { number, note: noteIn(line, match) || name });
    }
    if (/^END:VCARD/i.test(line)) name = "";
  }
  return [...found.values()];
}

function numbersIn(line: string): string[] {
  const matches = [...line.matchAll(NUMBER)].map(([match]) => match.trim());
  const apart = matches.flatMap((one) => (plain(one).length > MOST_DIGITS + 1 ? one.split(/\s+/) : [one]));
  return apart.filter((one) => !DATE.test(one) && plain(one).length >= 6);
}

function plain(match: string): string {
  return match.replace(/[^\d+]/g, "").replace(/^00/, "+");
}

function noteIn(line: string, number: string): string {
  if (/^(?:item\d+\.)?TEL\b/i.test(line)) return "";
  const rest = line.replace(number, " ").replace(/[,;:|\t"'()]+/g, " ");
  return /\p{L}/u.test(rest) ? rest.replace(/\s+/g, " ").trim().slice(0, 40) : "";
}
