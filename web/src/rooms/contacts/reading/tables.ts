/** Address books as tables (CSV). Of all their columns, only those for phones are read. */
import Papa from "papaparse";
import { numbersOf } from "./field";

const PHONE =
  /phone|mobile|\bcell\b|\btel\b|t[eé]l[eé]fono?\b|\bm[oó]vil|\bhandy|\bportable|手机|手機|电话|電話|移动|行動|携帯|联系方式|聯絡方式|聯繫方式|^(?:号码|號碼|numbers?)$|전화|휴대/i;
const OTHER = /fax|传真|傳真|ファックス|pager|寻呼|telex|\bext|分机|分機|label|\btype\b|类型|類型|标签|標籤|mail/i;
const LOOKED_AT = 5; // rows among which the head of a table is

type Row = string[];

/** What the phone columns say: those with such a head, or without a head those that hold numbers. */
export function phonesOfTable(text: string): string[] {
  const rows = rowsOf(text);
  const at = rows.slice(0, LOOKED_AT).findIndex(isHead);
  const columns = at < 0 ? numberColumns(rows) : rows[at]!.flatMap((cell, column) => (names(cell) ? [column] : []));
  const foreign = at < 0 && rows.length > 1 && !rows[0]!.some(holds); // a head in a language unknown here
  const body = rows.slice(foreign ? 1 : at + 1);
  return body.flatMap((row) => columns.map((column) => row[column] ?? ""));
}

const names = (cell: string): boolean => PHONE.test(cell) && !OTHER.test(cell);

const holds = (cell: string): boolean => numbersOf(cell).length > 0;

const isHead = (row: Row): boolean => row.some(names) && !row.some(holds);

function rowsOf(text: string): Row[] {
  const [, said] = /^sep=(.)[\r\n]/i.exec(text) ?? [];
  const read = parsed(text, '"', said);
  const broken = read.errors.some(({ code }) => code === "MissingQuotes");
  return (broken ? parsed(text, "\0", said) : read).data; // else one stray quote hides all that follows
}

function parsed(text: string, quoteChar: string, delimiter = ""): Papa.ParseResult<Row> {
  const delimitersToGuess = [",", ";", "\t", "|"];
  return Papa.parse<Row>(text, { delimiter, delimitersToGuess, quoteChar, skipEmptyLines: "greedy" });
}

function numberColumns(rows: Row[]): number[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return [...Array(width).keys()].filter((column) => {
    const cells = rows.map((row) => row[column] ?? "").filter((cell) => cell.trim());
    return cells.filter(holds).length > cells.length / 2;
  });
}
