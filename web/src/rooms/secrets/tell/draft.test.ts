import { beforeEach, expect, test, vi } from "vitest";
import { holdSecret, takeBack } from "../../../kit/outbox";
import { Drawer, forgetAll } from "../../../kit/store";

const drawer = new Drawer<{ text: string }>("draft");
const onDevice = async () => (await drawer.get("draft"))?.text;

/** A tab has this module, and so what it remembers, for itself. */
async function tab() {
  vi.resetModules();
  return import("./draft");
}

beforeEach(async () => {
  vi.stubGlobal("window", globalThis);
  await forgetAll();
});

test("a tab that only looked writes nothing over what another one wrote", async () => {
  const [one, other] = [await tab(), await tab()];
  await one.readDraft();
  await other.readDraft();
  other.write("written in the other");
  await other.writeDown();
  await one.writeDown(); // as it leaves
  expect(await onDevice()).toBe("written in the other");
  await one.readDraft();
  expect(one.draft.value!.text).toBe("written in the other");
});

test("what is being typed is not read over", async () => {
  const one = await tab();
  await one.readDraft();
  one.write("still being typed");
  await one.readDraft();
  expect(one.draft.value!.text).toBe("still being typed");
  await one.writeDown();
  expect([await onDevice(), await one.isBegun()]).toEqual(["still being typed", true]);
  await one.beginAnew();
  expect([await onDevice(), await one.isBegun()]).toEqual(["", false]);
});

test("sending takes away what this tab wrote, and not what another one made of it", async () => {
  const [one, other] = [await tab(), await tab()];
  one.write("told by the one");
  await one.writeDown();
  await other.readDraft();
  other.change({ life: "day" }); // with the same words
  await other.writeDown();
  await one.beginAnew();
  expect([await onDevice(), one.draft.value!.text]).toEqual(["told by the one", ""]);
  await other.beginAnew();
  expect(await onDevice()).toBe("");
});

test("what was sent before it was written down leaves nothing of it behind", async () => {
  const one = await tab();
  one.write("half");
  await one.writeDown();
  one.write("half, and the other half");
  await one.beginAnew();
  await one.writeDown();
  expect(await onDevice()).toBe("");
});

test("what was sent is not read again where the device refuses to empty the draft", async () => {
  const one = await tab();
  one.write("told");
  await one.writeDown();
  const store = await import("../../../kit/store"); // as this tab has it
  vi.spyOn(store.Drawer.prototype, "change").mockRejectedValueOnce(new Error("the device is full"));
  await expect(one.beginAnew()).rejects.toThrow("full");
  await one.readDraft();
  expect(one.draft.value!.text).toBe("");
  await one.writeDown();
  expect(await onDevice()).toBe("");
});

test("what is taken back lies in the draft before it leaves the outbox", async () => {
  const given = { text: "taken back", look: "sea", photo: null, edition: "any", reach: "anyone", life: "month" } as const;
  const { id } = await holdSecret(given);
  const full = () => Promise.reject(new Error("the device is full"));
  await expect(takeBack(id, full)).rejects.toThrow();
  expect((await takeBack(id))?.text).toBe("taken back");
  const kept = vi.fn();
  expect(await takeBack(id, kept)).toBeUndefined();
  expect(kept).not.toHaveBeenCalled(); // it is told: no draft is replaced by it
});
