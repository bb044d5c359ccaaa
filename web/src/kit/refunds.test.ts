import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { circle, readCircle } from "./circle";
import { FakeServer } from "./fake-server";
import type { BulletinLine } from "./types";
import { keepSeed } from "./keyring";
import { forgetSecret, refreshMine } from "./mine";
import { mySecrets, readMine } from "./own";
import { holdSecret } from "./outbox";
import { askAgain, claimOne } from "./refunds";
import { sendHeld } from "./sending";
import { forgetAll } from "./store";
import { fetchTokens, forgetUnspent, tokensLeft } from "./tokens";

const SECRET = { text: "我怕黑", look: "sea", photo: null, edition: "any", reach: "anyone", life: "month" } as const;
const DAY = 86_400;

let server: FakeServer;

beforeEach(async () => {
  await forgetAll();
  await readMine();
  circle.value = null;
  server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
  vi.spyOn(Math, "random").mockReturnValue(0.05); // chance says yes
  await keepSeed(new Uint8Array(16).fill(7));
});

afterEach(() => void vi.restoreAllMocks());

async function keepUp() {
  await fetchTokens();
  await readCircle();
}

async function tell(count = 1) {
  await keepUp();
  for (let i = 0; i < count; i++) {
    await holdSecret(SECRET);
    await sendHeld();
  }
  server.asked = [];
}

async function days(count: number) {
  server.now += count * DAY;
  await keepUp();
  server.asked = [];
}

test("gets a token back after two days, without cookie, and can tell with it", async () => {
  await tell();
  expect(await tokensLeft("post")).toBe(2);
  await claimOne();
  expect(server.claims).toEqual([]);
  await days(4);
  await claimOne();
  expect(server.claims).toHaveLength(1);
  expect(server.claims[0]).toMatchObject({ secret: mySecrets.value[0]!.secret, comment: null });
  expect(server.asked).toEqual([]);
  expect(await tokensLeft("post")).toBe(3);
});

test("asks for one only, and never twice for the same", async () => {
  await tell(2);
  await days(4);
  await claimOne();
  await claimOne();
  expect(server.claims).toHaveLength(1);
  await days(1);
  await claimOne();
  await days(1);
  await claimOne();
  expect(server.claims).toHaveLength(2);
  expect(new Set(server.claims.map((one) => one.secret)).size).toBe(2);
});

test("lets chance decide at which beat", async () => {
  await tell();
  await days(4);
  vi.mocked(Math.random).mockReturnValue(0.9);
  await claimOne();
  expect(server.claims).toEqual([]);
});

test("what was removed is asked for once, in vain", async () => {
  await tell();
  await days(4);
  server.refuses = "not-found";
  await claimOne();
  await days(4);
  await claimOne();
  expect(server.claims).toHaveLength(1);
  expect(await tokensLeft("post")).toBe(2);
});

test("what is too early is asked for again later", async () => {
  await tell();
  await days(4);
  server.refuses = "too-early";
  await claimOne();
  server.refuses = "";
  await days(1);
  await claimOne();
  expect(server.claims).toHaveLength(2);
  expect(await tokensLeft("post")).toBe(3);
});

test("after signing out and in again it has what came back", async () => {
  await tell();
  await days(4);
  await claimOne();
  await forgetUnspent();
  await askAgain();
  await keepUp();
  expect(await tokensLeft("post")).toBe(2);
  await claimOne();
  expect(server.claims[1]).toEqual(server.claims[0]);
  expect(await tokensLeft("post")).toBe(3);
});

test("keeps no token that came back under another key", async () => {
  await tell();
  await days(4);
  server.keys = new FakeServer().keys;
  await expect(claimOne()).rejects.toMatchObject({ name: "bad-proof" });
  expect(await tokensLeft("post")).toBe(2);
});

/** The bulletin has all that this device knows of. */
function comesOut() {
  server.out = mySecrets.value.map(({ secret }) => ({ secret, edition: server.now }) as BulletinLine);
}

test("a new device with the words finds what came back, and what was told with it", async () => {
  await tell();
  await days(4);
  await claimOne();
  for (let left = await tokensLeft("post"); left > 0; left--) await tell();
  comesOut();
  const told = mySecrets.value.map((one) => one.secret).sort();
  expect(told).toHaveLength(4);
  await forgetAll();
  await readMine();
  await keepSeed(new Uint8Array(16).fill(7));
  await keepUp();
  await refreshMine();
  expect(mySecrets.value.map((one) => one.secret).sort()).toEqual(told);
  expect(await tokensLeft("post")).toBe(0);
  for (let day = 4; day < 20 && server.claims.length < 5; day++) {
    await days(1);
    await claimOne();
  }
  expect(server.claims.at(-1)!.secret).not.toBe(server.claims[0]!.secret);
  expect(await tokensLeft("post")).toBeGreaterThan(1);
});

test("a secret that the member forgets leaves nothing to ask for", async () => {
  await tell();
  await forgetSecret(mySecrets.value[0]!.secret);
  await days(4);
  await claimOne();
  expect(server.claims).toEqual([]);
});
