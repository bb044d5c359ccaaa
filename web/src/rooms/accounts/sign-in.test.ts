import { beforeEach, expect, test, vi } from "vitest";
import { b64 } from "../../kit/bytes";
import { keepSeed, readSeed } from "../../kit/keyring";
import { keepMe } from "../../kit/session";
import { forgetAll } from "../../kit/store";
import { vaultKey } from "../../kit/vault";
import { enter, signIn, wouldErase } from "./actions";
import { sameNumber } from "./same-number";

const OWN = "+8613800138000";
const SEED = new Uint8Array(16).fill(7);
const OTHER = new Uint8Array(16).fill(8);
const answer = (state: "open" | "waiting", phone = OWN) => ({ state, phone, opens_in_days: 3, session: null });

let shown: string[] = [];

beforeEach(async () => {
  await forgetAll();
  shown = [];
  await keepSeed(SEED);
  await keepMe({ phone: OWN, state: "out", opensInDays: 0 });
  vi.stubGlobal("navigator", { userAgent: "" });
  vi.stubGlobal("fetch", async (path: string, { body }: RequestInit) => {
    if (path !== "/v1/sessions") return Response.json({ type: "/problems/not-found" }, { status: 404 });
    shown.push(JSON.parse(String(body)).vault_key);
    return Response.json(answer("waiting"));
  });
});

test("a number is the same however it is typed", () => {
  for (const typed of [OWN, "+86 138 0013 8000", "0086 13800138000", "138-0013-8000", "＋８６１３８００１３８０００"])
    expect(sameNumber(typed, OWN), typed).toBe(true);
  expect(sameNumber("+49 0170 1234567", "+491701234567")).toBe(true);
  expect(sameNumber("0170 1234567", "+491701234567")).toBe(true);
});

test("another number is another, though its last digits are the same", () => {
  for (const typed of ["+1 380 013 8000", "+8613900138000", "38000", "", "+"]) expect(sameNumber(typed, OWN), typed).toBe(false);
  expect(sameNumber("13800138000", "")).toBe(false);
});

test("who signs in again with the number typed another way proves the vault that is here, and keeps it", async () => {
  for (const typed of ["+86 13800138000", "138 0013 8000"]) {
    await keepMe({ phone: OWN, state: "out", opensInDays: 0 });
    expect(await wouldErase(typed)).toBe(false);
    expect(await signIn(typed, "000000", null, false)).toBe("waiting");
    expect(await readSeed()).toEqual(SEED);
  }
  expect(shown).toEqual([1, 2].map(() => b64(vaultKey(SEED).public)));
});

test("who has to wait with this number keeps the vault that is here, whatever was shown", async () => {
  await enter(answer("waiting"), OTHER);
  expect(await readSeed()).toEqual(SEED);
  await enter(answer("open"), OTHER); // the words that were typed are the account's
  expect(await readSeed()).toEqual(OTHER);
});

test("of another number nothing stays", async () => {
  await enter(answer("waiting", "+447911123456"), OTHER);
  expect(await readSeed()).toEqual(OTHER);
});
