import { expect, test, vi } from "vitest";
import { startLeaving } from "./leaving";
import { eraseDevice, keepMe, me, signedOut } from "./session";
import { Drawer } from "./store";

const ME = { phone: "+8613800138000", state: "open", opensInDays: 0 } as const;
const drafts = new Drawer<string>("draft");
const kept = new Drawer<unknown>("me");

test("an answer that comes while the device is erased writes no number back", async () => {
  await keepMe(ME);
  const erased = eraseDevice();
  await signedOut();
  await erased;
  await signedOut();
  expect([me.value, await kept.all()]).toEqual([null, []]);
  await keepMe(ME); // the next one
  expect(me.value).toEqual(ME);
});

test("another tab hears of it, and nothing of it stays", async () => {
  const [put, drop] = [vi.spyOn(localStorage, "setItem"), vi.spyOn(localStorage, "removeItem")];
  await eraseDevice();
  expect(put).toHaveBeenCalledWith("mimi-left", "1");
  expect(drop).toHaveBeenCalledWith("mimi-left");
});

test("the tab that hears of it reloads, and writes nothing on its way", async () => {
  let hear: (event: Partial<StorageEvent>) => void = () => undefined;
  const reload = vi.fn();
  vi.stubGlobal("addEventListener", (_: string, listen: typeof hear) => (hear = listen));
  vi.stubGlobal("location", { reload });
  startLeaving();
  hear({ key: "mimi-left", newValue: null });
  expect(reload).not.toHaveBeenCalled();
  hear({ key: "mimi-left", newValue: "1" });
  expect(reload).toHaveBeenCalledOnce();
  await drafts.put("draft", "as it was in this tab");
  await drafts.change("draft", () => "as it was in this tab");
  expect(await drafts.all()).toEqual([]);
});
