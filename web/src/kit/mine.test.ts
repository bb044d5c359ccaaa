import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeServer } from "./fake-server";
import { keepSeed } from "./keyring";
import { followed, refreshMine, rememberSecret } from "./mine";
import { isHiddenNow, outcomes } from "./outcomes";
import { changeSecret, type MySecret, mySecrets } from "./own";
import { place, readPlace } from "./place";
import { forgetAll } from "./store";
import type { Token } from "./tokens";
import type { BulletinLine } from "./types";

const DAY = 86_400;
let server: FakeServer;

const mine = () => mySecrets.value[0]!;
const line = (edition = 1000) => ({ secret: mine().secret, edition, likes: 0, shares: 0, comments: 0, public: false });

beforeEach(async () => {
  await forgetAll();
  server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
  await readPlace();
  await keepSeed(new Uint8Array(16).fill(7));
  const token = { input: new Uint8Array(32).fill(1), label: "", epoch: 0, purpose: "post" } as unknown as Token;
  const written = { text: "我怕黑", look: "sea", photo: null, reach: "anyone", life: "week" } as const;
  await rememberSecret({ ...written, kind: "secret", edition: "any" } as never, token);
  server.out = [line()];
  await refreshMine();
});

afterEach(() => void ([place.value, outcomes.value] = [null, new Map()]));

async function looks(at: number, out: BulletinLine[] = []): Promise<MySecret> {
  [server.now, server.out] = [at, out];
  await readPlace();
  await refreshMine();
  return mine();
}

test("in no circle, or another, what was told stands until its life ends", async () => {
  expect(mine().state).toBe("out");
  expect((await looks(1000 + 6 * DAY)).state).toBe("out");
  expect((await looks(1000 + 7 * DAY)).state).toBe("gone");
});

test("what was told on another device stands for the longest life there is", async () => {
  await changeSecret(mine().secret, { life: undefined });
  expect((await looks(1000 + 29 * DAY)).state).toBe("out");
  expect((await looks(1000 + 30 * DAY)).state).toBe("gone");
});

test("what was asked to go is gone once no bulletin has it", async () => {
  await changeSecret(mine().secret, { state: "removing" });
  expect((await looks(1001, [line()])).state).toBe("removing");
  expect((await looks(1002)).state).toBe("gone");
  expect(followed(mine(), undefined).state).toBe("gone");
});

test("what moderators hold is shown as hidden only while no bulletin has it", async () => {
  outcomes.value = new Map([[mine().secret, { outcome: "held", rule: "named", day: 0, appeal: false }]]);
  expect(isHiddenNow(mine())).toBe(false);
  expect(isHiddenNow(await looks(1001))).toBe(true);
  expect(isHiddenNow(await looks(1002, [line()]))).toBe(false);
});
