/** Every file of tests/contacts, against the answer beside it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { asDialled } from "../../accounts/countries";
import { readBytes } from "./read";

const FOLDER = join(import.meta.dirname, "../../../../../tests/contacts");
const FILES = readdirSync(FOLDER).filter((name) => /\.(?:vcf|csv)$/.test(name));

interface Answer {
  about: string;
  /** The number of the member whose file it is. */
  own: string;
  /** What leaves the device. */
  sent: string[];
  unread: number;
}

test.each(FILES)("%s", (name) => {
  const answer = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf-8")) as Answer;
  const { numbers, unread } = readBytes(readFileSync(join(FOLDER, name)));
  const sent = [...new Set(numbers.map((one) => asDialled(one, answer.own)))];
  expect({ sent, unread }, answer.about).toEqual({ sent: answer.sent, unread: answer.unread });
});

test("has at least thirty files", () => {
  expect(FILES.length).toBeGreaterThanOrEqual(30);
});
