import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { actionOf } from "./action";
import { held, holdComment } from "./outbox";
import { Drawer, forgetAll } from "./store";

const hold = () => holdComment({ text: "我也是", secret: "s", label: "l", badge: false, replyTo: null });
const fresh = () => actionOf(signal(false), signal<string | null>(null));

beforeEach(forgetAll);
afterEach(() => void vi.restoreAllMocks());

test("a second tap while the first is kept on the device keeps nothing twice", async () => {
  const action = fresh();
  expect(await Promise.all([action.run(hold), action.run(hold)])).toEqual([true, false]);
  expect(held.value).toHaveLength(1);
});

test("a device that does not keep it says so, and it can be tried again", async () => {
  const action = fresh();
  vi.spyOn(Drawer.prototype, "put").mockRejectedValueOnce(new DOMException("full", "QuotaExceededError"));
  expect(await action.run(hold)).toBe(false);
  expect([action.problem.value, action.busy.value]).toEqual(["unknown", false]);
  expect(await action.run(hold)).toBe(true);
  expect(action.problem.value).toBeNull();
});
