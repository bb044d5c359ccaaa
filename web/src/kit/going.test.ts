import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { goByNights, NIGHTS, removeDue, stayAfterAll } from "./going";
import { keepSeed } from "./keyring";
import { rememberSecret } from "./mine";
import { changeSecret, mySecrets } from "./own";
import { now, place } from "./place";
import { forgetAll } from "./store";
import type { Token } from "./tokens";
import type { Place } from "./types";

const NIGHT = 86_400;
const sent: { path: string; cookies: RequestCredentials | undefined }[] = [];

async function told(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const token = { input: new Uint8Array(32).fill(at), label: "", epoch: 0, purpose: "post" } as unknown as Token;
    const written = { text: `${at}`, look: "sea", photo: null, reach: "anyone", life: "month" } as const;
    await rememberSecret({ ...written, kind: "secret", edition: "any" } as never, token);
  }
}

beforeEach(async () => {
  await forgetAll();
  sent.length = 0;
  place.value = { now: 1_000_000, rhythm: { night: NIGHT } } as Place;
  await keepSeed(new Uint8Array(16).fill(7));
  vi.stubGlobal("fetch", async (path: string, { credentials }: RequestInit) => {
    sent.push({ path, cookies: credentials });
    return new Response(null, { status: 204 });
  });
});

afterEach(() => void (place.value = null));

test("everything goes, in nights drawn one by one, by key and without a session", async () => {
  await told(12);
  await goByNights();
  const nights = mySecrets.value.map(({ goes }) => Math.floor((goes! - now()) / NIGHT));
  expect(Math.min(...nights)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...nights)).toBeLessThan(NIGHTS);
  expect(new Set(nights).size).toBeGreaterThan(3);
  place.value = { ...place.value!, now: place.value!.now + NIGHTS * NIGHT };
  let asked = 0;
  while (await removeDue()) asked += 1;
  expect(asked).toBe(12);
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
  place.value = { ...place.value!, now: place.value!.now + NIGHTS * NIGHT };
  expect(await removeDue()).toBe(false);
  expect(sent).toEqual([]);
});
