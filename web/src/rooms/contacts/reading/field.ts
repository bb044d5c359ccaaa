/** The numbers in a field that is meant for one: what a phone's address book calls a number. */

const APART = /:::|[;,|\r\n、；，]+/;
const EXTENSION =
  /(\d\)?)[ .(-]*(?:;?ext(?:n|ension)?|x|#|[pw]|转|轉|分机号?|分機號?|内线|內線|доб)[ .:=]*\d{1,7}(?!\d).*$/iu;
const NUMBER = /\+? ?\(?\d(?:[ .\-/()]{0,4}\d)*/g;
const DATE = /^(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}(?!\d)/;
const LONGEST = 2000; // letters; a longer field is a text
const FEWEST = 6;
const MOST = 17; // a country's code and 15 digits, or a Chinese carrier's prefix and a mobile number
const WHOLE = 10; // so many digits are a number even with a word behind them

/** As they stand there, without what is written between digits. Short codes are not among them. */
export function numbersOf(field: string): string[] {
  if (field.length > LONGEST) return [];
  const parts = plainDigits(field).split(APART);
  return parts.map(tidy).flatMap(halves).flatMap(numbersIn);
}

/** Digits of other scripts as ASCII, and no marks of direction, which copies from an iPhone carry. */
export function plainDigits(text: string): string {
  return text
    .replace(/\p{Cf}/gu, "")
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\u0096\u0097\u2010-\u2015\u2212]/g, "-"); // the first two: of Windows, read as Latin-1
}

function tidy(part: string): string {
  const one = part.replace(/\s+/gu, " ").trim();
  return one.replace(/(\d{6})\.0$/, "$1").replace(EXTENSION, "$1");
}

const digits = (text: string): number => text.replace(/\D/g, "").length;

/** Two numbers with a stroke or a blank between them; a stroke may also be part of one. */
function halves(part: string): string[] {
  for (const between of [/ *\/ */, / (?=\+)/]) {
    const parts = part.split(between);
    if (parts.every((one) => digits(one) > FEWEST)) return parts.flatMap(blanks);
  }
  return blanks(part);
}

function blanks(part: string): string[] {
  const parts = part.split(" ");
  const many = digits(part) > MOST && parts.every((one) => digits(one) > FEWEST || digits(one) === 0);
  return many ? parts : [part];
}

function numbersIn(part: string): string[] {
  if (DATE.test(part)) return [];
  const matches = [...part.matchAll(NUMBER)].filter((match) => !isWord(part, match));
  const plain = matches.map(([match]) => match.replace(/[^\d+]/g, "").replace(/^00/, "+"));
  return plain.filter((one) => digits(one) >= FEWEST && digits(one) <= MOST);
}

/** Whether letters belong to it: a number spelled with letters, an id, what a table made of one. */
function isWord(part: string, match: RegExpExecArray): boolean {
  const [number] = match;
  const [before, behind] = [part.slice(0, match.index), part.slice(match.index + number.length)];
  if (/[A-Za-z]$/.test(before) || /^[A-Za-z*]/.test(behind) || /[*@]$/.test(before)) return true;
  return digits(number) < WHOLE && /^[ .-]{1,2}[A-Za-z]/.test(behind);
}
