/** Contact cards (vCard). Of all they hold, only the phone fields are read. */
import { phoneLines } from "./lines";

export const isCards = (start: string): boolean => /BEGIN:VCARD|^(?:[\w-]+\.)?TEL[;:]/im.test(start);

/** What the phone fields say. A fax is nobody. */
export function phonesOfCards(bytes: Uint8Array, encoding: string): string[] {
  const lines = phoneLines(bytes).map(propertyOf);
  return lines.filter(({ head }) => !isFax(head)).map((line) => phoneOf(line, encoding));
}

interface Property {
  /** Its name and parameters. */
  head: string;
  value: Uint8Array;
}

function propertyOf(line: Uint8Array): Property {
  const head = /^(?:"[^"]*"|[^":])*/.exec(latin(line))![0];
  return { head, value: line.subarray(head.length + 1) };
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

function isFax(head: string): boolean {
  return /\b(?:FAX|PAGER)\b/i.test(head) && !/\b(?:CELL|VOICE)\b/i.test(head);
}

function phoneOf({ head, value }: Property, encoding: string): string {
  const bytes = /QUOTED-PRINTABLE/i.test(head) ? unquoted(value) : value;
  const text = decoder(/CHARSET="?([\w-]+)/i.exec(head)?.[1] ?? encoding).decode(bytes);
  const uri = /^\s*tel:([^;]*)/i.exec(text);
  return uri ? uri[1]! : text.replace(/\\n/gi, "\n").replace(/\\/g, "");
}

/** Bytes that are written as =E4. */
function unquoted(value: Uint8Array): Uint8Array {
  const raw = latin(value).replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

const decoders = new Map<string, TextDecoder>();

/** UTF-8 for a set that nobody knows. */
function decoder(label: string): TextDecoder {
  if (!decoders.has(label)) decoders.set(label, made(label));
  return decoders.get(label)!;
}

function made(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
