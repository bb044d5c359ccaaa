/** What looking for an address book means for those who were looked for or blocked before. */
import { beforeEach, expect, test, vi } from "vitest";
import { keepMe } from "../../kit/session";
import { forgetAll } from "../../kit/store";
import { block, dialled, look, MOST, planned } from "./actions";
import { book, readBook } from "./book";

const OWN = "+8613800000000";
const line = (at: number) => `+861380000${String(at).padStart(4, "0")}`;
const found = (...numbers: string[]) => numbers.map((number) => ({ number, note: "" }));

let asked: { numbers: string[] }[];
let refused: number[];

beforeEach(async () => {
  await forgetAll();
  await readBook();
  [asked, refused] = [[], []];
  vi.stubGlobal("fetch", async (path: string, { body }: { body: string }) => {
    if (path === "/v1/contacts") asked.push(JSON.parse(body));
    return path === "/v1/contacts" ? Response.json({ refused }) : new Response(null, { status: 204 });
  });
  await keepMe({ phone: OWN, state: "open", opensInDays: 0 });
});

test("one number in two writings is one, and one's own is none", () => {
  const numbers = dialled(found("13800000001", line(1), OWN, "13800000000")).map((one) => one.number);
  expect(numbers).toEqual([line(1)]);
});

test("an upload has the earlier numbers too, first", async () => {
  await look(found(line(1)));
  await look(found(line(2), line(1)));
  expect(asked.map((one) => one.numbers)).toEqual([[line(1)], [line(1), line(2)]]);
});

test("who is blocked stays so when a file brings him along", async () => {
  await block(line(1), "");
  await look(found(line(1), line(2)));
  expect(asked.at(-1)!.numbers).toEqual([line(2)]);
  expect(book.value.find((one) => one.number === line(1))?.state).toBe("blocked");
});

test("what has no room is left out, and nobody from before", async () => {
  await look(found(line(9_999)));
  const many = found(...Array.from({ length: MOST }, (_, at) => line(at + 1)));
  const plan = planned(many);
  expect([plan.all.length, plan.n, plan.left]).toEqual([MOST, MOST - 1, 1]);
  expect([plan.all[0]!.number, plan.all.at(-1)!.number]).toEqual([line(9_999), line(MOST - 1)]);
});

test("what the server does not take is not kept, and handed back as it came", async () => {
  refused = [1];
  const given = found(line(1), "12345678");
  const { sent, refused: back } = await look(given);
  expect([sent, back]).toEqual([1, [given[1]]]);
  expect(book.value.map((one) => one.number)).toEqual([line(1)]);
});
