import { beforeEach, expect, test, vi } from "vitest";
import { keepSeed, readSeed } from "../../kit/keyring";
import { keepMe, me } from "../../kit/session";
import { deleteAccount, leaveDevice, signOut } from "./actions";

const refuse = (status: number, name: string) =>
  vi.stubGlobal("fetch", async () => Response.json({ type: `/problems/${name}` }, { status }));

beforeEach(async () => {
  await keepSeed(new Uint8Array(16).fill(7));
  await keepMe({ phone: "+8613800138000", state: "out", opensInDays: 0 });
});

test("a device whose session another one ended can still be left", async () => {
  refuse(401, "not-signed-in");
  await signOut();
  expect([me.value, await readSeed()]).toEqual([null, null]);
});

test("what the server did not do is not called done", async () => {
  refuse(503, "away");
  await expect(signOut()).rejects.toThrow("away");
  refuse(401, "not-signed-in");
  await expect(deleteAccount()).rejects.toThrow("not-signed-in");
  expect(await readSeed()).not.toBeNull();
});

test("once the session is over, erasing asks no server", async () => {
  const asked = vi.fn();
  vi.stubGlobal("fetch", asked);
  await leaveDevice();
  expect([me.value, await readSeed()]).toEqual([null, null]);
  expect(asked).not.toHaveBeenCalled();
});
