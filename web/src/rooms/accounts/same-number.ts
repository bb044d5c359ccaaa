/** Whether a typed number is the one that this device knows: who took it for another would erase a vault. */
import { codeOf } from "./countries";

/** `own` is as the server writes it (E.164); typed it may lack its code, or have a zero that is dialled at home. */
export function sameNumber(typed: string, own: string): boolean {
  const code = codeOf(own) ?? "";
  const [it, mine] = [digits(typed), digits(own).slice(code.length)];
  const begins = isInternational(typed) ? [code] : [code, ""]; // +1 380… is no 138 0… of China
  return mine !== "" && begins.some((begin) => it.startsWith(begin) && plain(it.slice(begin.length)) === plain(mine));
}

const halfWide = (number: string) => number.normalize("NFKC").trim();
const isInternational = (number: string) => /^(\+|00)/.test(halfWide(number));
const digits = (number: string) => halfWide(number).replace(/\D/g, "").replace(/^00/, "");
const plain = (national: string) => national.replace(/^0+/, "");
