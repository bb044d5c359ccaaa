/** Whatever stands in an address, a paste or a store is read or refused: nothing throws. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { codeIn } from "../rooms/contacts/actions";
import { findNumbers } from "../rooms/contacts/numbers";
import { countGraphemes, languageOf, sizeOf, weigh } from "../rooms/secrets/lettering";
import { b64, fromB64, fromHex, hex, join, uuidBytes, uuidOf } from "./bytes";
import { parse } from "./router";
import { seedOf, splitWords, unknownWord, wordsOf } from "./vault-words";

fc.configureGlobal({ seed: 1 }); // the same examples each time

const text = fc.string({ unit: "binary", maxLength: 300 });
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

test("an address of the page opens some screen", () => {
  fc.assert(
    fc.property(text, text, (path, hash) => {
      const { screen, rest } = parse(`/${path}`, hash && `#${hash}`);
      expect(screen).not.toBe("");
      expect(rest.every((part) => typeof part === "string")).toBe(true);
    }),
  );
});

test("percent signs that mean nothing stay as they are", () => {
  expect(parse("/", "#/secret/100%")).toEqual({ screen: "secret", rest: ["100%"] });
  expect(parse("/", "#/secret/%E7%A7%98")).toEqual({ screen: "secret", rest: ["秘"] });
});

test("a part of an address is read as it was written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (part) => {
      expect(parse("/", `#/secret/${encodeURIComponent(part)}`).rest).toEqual([part]);
    }),
  );
});

test("a pasted invite is a code that can stand in a link, or none", () => {
  fc.assert(
    fc.property(text, (pasted) => {
      const code = codeIn(pasted);
      if (code !== null) expect(codeIn(`https://mimi.example/i/#${code}`)).toBe(code);
    }),
  );
  fc.assert(
    fc.property(bytes(16), (invite) => {
      expect(codeIn(` https://mimi.example/i/#${b64(invite)}\n`)).toBe(b64(invite));
    }),
  );
});

test("pasted numbers are digits, each once, and found again", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."+0123456789 -()./\n,;:ab"), maxLength: 200 });
  fc.assert(
    fc.property(fc.oneof(text, digits), (pasted) => {
      const numbers = findNumbers(pasted).map((found) => found.number);
      expect(new Set(numbers).size).toBe(numbers.length);
      for (const number of numbers) expect(number).toMatch(/^\+?\d+$/);
    }),
  );
});

test("a text of any script has a size, and more of it never a larger one", () => {
  const sizes = ["huge", "large", "middle", "small", "tiny"];
  fc.assert(
    fc.property(text, (written) => {
      const size = sizes.indexOf(sizeOf(written));
      expect(size).toBeGreaterThanOrEqual(0);
      expect(sizes.indexOf(sizeOf(`${written}\nmore`))).toBeGreaterThanOrEqual(size);
      expect(countGraphemes(written)).toBeLessThanOrEqual(written.length);
      expect(weigh(written)).toBeGreaterThanOrEqual(0);
      expect([undefined, "ja", "ko", "zh-Hans"]).toContain(languageOf(written));
    }),
  );
});

test("bytes are written and read again", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 9 }), (one, other) => {
      expect(fromB64(b64(one))).toEqual(one);
      expect(fromHex(hex(one))).toEqual(one);
      expect(hex(join(one, other))).toBe(hex(one) + hex(other));
    }),
  );
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(uuidOf(uuidBytes(id))).toBe(id);
    }),
  );
});

test("words are a seed or none, however they are typed", () => {
  fc.assert(
    fc.property(bytes(16), fc.constantFrom(" ", "\n", ", ", " 1. "), (seed, between) => {
      const words = wordsOf(seed);
      expect(seedOf(splitWords(words.join(between).toUpperCase()))).toEqual(seed);
      expect(unknownWord(words)).toBeUndefined();
    }),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const seed = seedOf(splitWords(typed));
      if (seed) expect(seed.length).toBe(16);
    }),
  );
});
