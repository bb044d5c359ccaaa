import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { goByNights, NIGHTS, removeDue, stayAfterAll } from "./going";
import { keepSeed } from "./keyring";
import { rememberComment, rememberSecret } from "./mine";
import { online } from "./online";
import { changeSecret, myComments, mySecrets } from "./own";
import { now, place } from "./place";
import { forgetAll } from "./store";
import type { Token } from "./tokens";
import type { Place } from "./types";

const NIGHT = 86_400;
let refused: string | null = null;
const sent: { path: string; cookies: RequestCredentials | undefined }[] = [];

const tokenOf = (at: number) => ({ input: new Uint8Array(32).fill(at), label: "", epoch: 0, purpose: "post" }) as unknown as Token;

async function said(at: number): Promise<void> {
  await rememberComment({ kind: "comment", secret: crypto.randomUUID(), text: "我也是", badge: false } as never, tokenOf(at));
}

async function told(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const written = { text: `${at}`, look: "sea", photo: null, reach: "anyone", life: "month" } as const;
    await rememberSecret({ ...written, kind: "secret", edition: "any" } as never, tokenOf(at));
  }
}

beforeEach(async () => {
  await forgetAll();
  sent.length = 0;
  place.value = { now: 1_000_000, rhythm: { night: NIGHT } } as Place;
  await keepSeed(new Uint8Array(16).fill(7));
  refused = null;
  vi.stubGlobal("fetch", async (path: string, { credentials }: RequestInit) => {
    sent.push({ path, cookies: credentials });
    if (refused) return Response.json({ type: `/problems/${refused}` }, { status: 400 });
    return new Response(null, { status: 204 });
  });
});

afterEach(() => void (place.value = null));

function pass(seconds: number): void {
  place.value = { ...place.value!, now: place.value!.now + seconds };
}

/** One beat with the page open, and nothing comes of it where it is refused. */
const beat = () => removeDue().catch(() => true);

/** Opens the page once a night. */
async function open(nights: number): Promise<void> {
  for (let night = 0; night < nights; night += 1) {
    pass(NIGHT);
    await beat();
  }
}

test("everything goes, in nights drawn one by one, by key and without a session", async () => {
  await told(12);
  await goByNights();
  const nights = mySecrets.value.map(({ goes }) => Math.floor((goes! - now()) / NIGHT));
  expect(Math.min(...nights)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...nights)).toBeLessThan(NIGHTS);
  expect(new Set(nights).size).toBeGreaterThan(3);
  await open(12 * NIGHTS);
  expect(sent).toHaveLength(12);
  expect(new Set(sent.map(({ path, cookies }) => `${path} ${cookies}`))).toEqual(new Set(["/v1/removals omit"]));
  expect(mySecrets.value.every(({ state }) => state === "removing")).toBe(true);
});

test("nothing goes before its night, and what is left can stay after all", async () => {
  await told(2);
  await goByNights();
  const [one] = mySecrets.value;
  await changeSecret(one!.secret, { goes: now() + 1 });
  for (const { secret } of mySecrets.value.slice(1)) await changeSecret(secret, { goes: now() + NIGHT });
  expect(await removeDue()).toBe(false);
  await stayAfterAll();
  pass(NIGHTS * NIGHT);
  expect(await removeDue()).toBe(false);
  expect(sent).toEqual([]);
});

test("who opens the page after all the nights asks for one, and the rest get other nights", async () => {
  await told(12);
  await goByNights();
  pass(NIGHTS * NIGHT);
  expect(await removeDue()).toBe(true);
  expect(await removeDue()).toBe(false);
  const left = mySecrets.value.filter(({ state }) => state !== "removing");
  expect(left).toHaveLength(11);
  expect(new Set(left.map(({ goes }) => Math.floor((goes! - now()) / NIGHT))).size).toBeGreaterThan(3);
});

test("what the server has no more is taken for gone, and the next one goes", async () => {
  await told(2);
  await said(9);
  await goByNights();
  refused = "not-found";
  await open(3 * NIGHTS);
  expect(sent).toHaveLength(3);
  expect(mySecrets.value.map(({ state, goes }) => [state, goes])).toEqual([1, 2].map(() => ["gone", undefined]));
  expect(myComments.value).toEqual([]);
});

test("one that is refused does not block another, and comes again", async () => {
  await told(2);
  await goByNights();
  refused = "busy";
  await open(NIGHTS);
  expect(sent.length).toBeGreaterThan(0);
  expect(mySecrets.value.every(({ state, goes }) => state === "queued" && goes! > now())).toBe(true);
  refused = null;
  await open(4 * NIGHTS);
  expect(mySecrets.value.every(({ state }) => state === "removing")).toBe(true);
});

test("without a network no night is given away", async () => {
  await told(2);
  await goByNights();
  pass(NIGHTS * NIGHT);
  online.value = false;
  expect(await removeDue()).toBe(false);
  expect(mySecrets.value.every(({ goes }) => goes! <= now())).toBe(true);
  online.value = true;
});
