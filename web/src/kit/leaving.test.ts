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

test("another tab hears of it before and after, and nothing of it stays", async () => {
  await keepMe(ME);
  const [put, drop] = [vi.spyOn(localStorage, "setItem"), vi.spyOn(localStorage, "removeItem")];
  const erased = eraseDevice();
  expect(put).toHaveBeenCalledWith("mimi-leaving", "1");
  expect([drop.mock.calls, await kept.all()]).toEqual([[], [ME]]);
  await erased;
  expect(drop).toHaveBeenLastCalledWith("mimi-leaving");
});

test("the tab that hears of it writes nothing, and reloads once all is erased", async () => {
  let hear: (event: Partial<StorageEvent>) => void = () => undefined;
  const reload = vi.fn();
  vi.stubGlobal("addEventListener", (_: string, listen: typeof hear) => (hear = listen));
  vi.stubGlobal("location", { reload });
  startLeaving();
  hear({ key: "mimi-leaving", newValue: "1" });
  expect(reload).not.toHaveBeenCalled();
  await drafts.put("draft", "as it was in this tab");
  await drafts.change("draft", () => "as it was in this tab");
  expect(await drafts.all()).toEqual([]);
  hear({ key: "mimi-leaving", newValue: null });
  expect(reload).toHaveBeenCalledOnce();
});
