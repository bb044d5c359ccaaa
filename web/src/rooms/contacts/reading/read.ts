/** An address book's bytes, as the numbers in it. Nothing else of it is kept. */
import { isCards, phonesOfCards } from "./cards";
import { encodingOf } from "./encoding";
import { numbersOf } from "./field";
import { phonesOfTable } from "./tables";

export interface Read {
  /** As they are written, each once. */
  numbers: string[];
  /** How many phone fields hold none: hotlines, short codes, words. */
  unread: number;
}

const START = 1 << 16; // bytes in which a file shows what it is

/** Of several files together. Rejects when the device does not give their bytes. */
export async function readFiles(files: readonly File[]): Promise<Read> {
  const read: Read[] = [];
  for (const file of files) read.push(readBytes(new Uint8Array(await file.arrayBuffer())));
  const numbers = new Set(read.flatMap((one) => one.numbers));
  return { numbers: [...numbers], unread: read.reduce((sum, one) => sum + one.unread, 0) };
}

/** Never throws: of what is no address book it finds nothing. */
export function readBytes(bytes: Uint8Array): Read {
  const encoding = encodingOf(bytes);
  if (encoding.startsWith("utf-16")) return readBytes(utf8(bytes, encoding));
  if (bytes.subarray(0, START).includes(0)) return { numbers: [], unread: 0 };
  const fields = phones(bytes, encoding).filter((field) => field.trim());
  const found = fields.map(numbersOf);
  return { numbers: [...new Set(found.flat())], unread: found.filter((one) => !one.length).length };
}

function phones(bytes: Uint8Array, encoding: string): string[] {
  const text = new TextDecoder(encoding);
  const start = text.decode(bytes.subarray(0, START));
  return isCards(start) ? phonesOfCards(bytes, encoding) : phonesOfTable(text.decode(bytes));
}

/** Without the zeros of what cannot be text at all, so that it is not taken for UTF-16 again. */
function utf8(bytes: Uint8Array, encoding: string): Uint8Array {
  const text = new TextDecoder(encoding).decode(bytes);
  return new TextEncoder().encode(text.replaceAll("\0", ""));
}
