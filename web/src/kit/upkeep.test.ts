import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { circle } from "./circle";
import { FakeServer } from "./fake-server";
import { keepSeed } from "./keyring";
import { holdSecret } from "./outbox";
import { keepMe } from "./session";
import { Drawer, forgetAll } from "./store";
import { startUpkeep } from "./upkeep";

const SECRET = { text: "我从来没喜欢过我的生日蛋糕", look: "sea", photo: null, edition: "any", reach: "anyone", life: "month" } as const;

beforeEach(async () => {
  await forgetAll();
  circle.value = null;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("addEventListener", () => undefined);
});

afterEach(() => void vi.useRealTimers());

/** Upkeep on the device of a member who has a secret to send. */
async function begun(): Promise<FakeServer> {
  const server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
  await keepSeed(new Uint8Array(16).fill(7));
  await keepMe({ phone: "+8613800138000", state: "open", opensInDays: 0 });
  await holdSecret(SECRET);
  await startUpkeep();
  return server;
}

test("what is asked as the member and what is sent by token lie a beat apart", async () => {
  const server = await begun();
  expect(server.asked).toContain("/v1/circle");
  expect(server.sent).toEqual([]);
  server.asked = [];
  vi.advanceTimersByTime(20_000);
  await vi.waitFor(() => expect(server.sent).toHaveLength(1), { timeout: 10_000 });
  expect(server.asked).toEqual([]);
});

test("a device that refuses to write once does not end the beats", async () => {
  const server = await begun();
  const put = vi.spyOn(Drawer.prototype, "put").mockRejectedValue(new Error("the device is full"));
  vi.advanceTimersByTime(20_000);
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1), { timeout: 10_000 });
  expect(put).toHaveBeenCalled();
  put.mockRestore();
  vi.advanceTimersByTime(20_000);
  await vi.waitFor(() => expect(server.sent).toHaveLength(1), { timeout: 10_000 });
});
