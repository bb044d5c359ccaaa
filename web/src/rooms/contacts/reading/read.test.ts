/** Whatever the bytes are: reading ends, and no digit comes from anywhere but the file. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readBytes } from "./read";

fc.configureGlobal({ seed: 1 }); // the same examples each time

const utf8 = (text: string) => new TextEncoder().encode(text);
const digits = (text: string) => text.replace(/\D/g, "");
const HOSTILE = fc.constantFrom(
  ..."0123456789+-()/.,;:\"'=\\ \t\r\n",
  ...["BEGIN:VCARD\r\n", "TEL:", "TEL;ENCODING=QUOTED-PRINTABLE:", "\r\n ", "END:VCARD", "ext", "转", "Phone", "Ｘ", " ::: "],
);
const BOOKS = fc.array(fc.oneof({ weight: 4, arbitrary: HOSTILE }, fc.string({ unit: "binary" })), { maxLength: 80 });

test("never throws, and finds only what may be a number", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom("", "TEL:", "Phone\n", "\xff\xfe"), (bytes, head) => {
      const { numbers, unread } = readBytes(Uint8Array.from([...Buffer.from(head, "latin1"), ...bytes]));
      expect(numbers.filter((one) => !/^\+?\d{6,17}$/.test(one))).toEqual([]);
      expect(unread).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2000 },
  );
});

test("invents no digit: a number's digits stand in the file in this order", () => {
  fc.assert(
    fc.property(BOOKS, (parts) => {
      const text = parts.filter((one) => !/QUOTED|=/.test(one)).join("");
      const all = digits(text);
      expect(readBytes(utf8(text)).numbers.filter((one) => !all.includes(digits(one)))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("finds a number that stands in any card or table, whoever it belongs to", () => {
  const name = fc.string({ unit: "grapheme", maxLength: 30 }).map((one) => one.replace(/[\p{C}"=\d]/gu, ""));
  const lines = fc.integer({ min: 0, max: 9999 }).map((one) => `+861380000${String(one).padStart(4, "0")}`);
  fc.assert(
    fc.property(name, lines, (who, number) => {
      const card = `BEGIN:VCARD\r\nFN:${who}\r\nTEL:${number}\r\nEND:VCARD\r\n`;
      expect(readBytes(utf8(card)).numbers).toEqual([number]);
      expect(readBytes(utf8(`Name,Phone\n"${who}",${number}\n`)).numbers).toEqual([number]);
    }),
  );
});

test("passes over a photo of a megabyte in a phone line", () => {
  const card = `BEGIN:VCARD\nTEL;ENCODING=b:${"QUJD".repeat(300_000)}\nTEL:13800000001\nEND:VCARD`;
  expect(readBytes(utf8(card))).toEqual({ numbers: ["13800000001"], unread: 1 });
});

test("is not held up by a cell of a megabyte", () => {
  const table = `Name,Phone\nAnn,"${"1 2(3-".repeat(200_000)}"\nBo,13800000001\n`;
  expect(readBytes(utf8(table))).toEqual({ numbers: ["13800000001"], unread: 1 });
});
