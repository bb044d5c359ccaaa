import { beforeEach, expect, test, vi } from "vitest";
import { route } from "./router";
import { followNewer } from "./shell";

const reload = vi.fn();
let written: string;

/** A browser whose page a worker controls, or none yet. */
function workers(controller: object | null): ServiceWorkerContainer & EventTarget {
  return Object.assign(new EventTarget(), { controller }) as unknown as ServiceWorkerContainer;
}

const change = (of: EventTarget) => of.dispatchEvent(new Event("controllerchange"));

beforeEach(() => {
  reload.mockClear();
  written = "";
  vi.stubGlobal("location", { reload });
  vi.stubGlobal("document", { querySelectorAll: () => [{ value: written }] });
});

test("a tab follows the version that another one took", () => {
  const had = workers({});
  followNewer(had);
  change(had);
  expect(reload).toHaveBeenCalledOnce();
});

test("the first worker of a page is not a newer one", () => {
  const none = workers(null);
  followNewer(none);
  change(Object.assign(none, { controller: {} }));
  expect(reload).not.toHaveBeenCalled();
  change(none);
  expect(reload).toHaveBeenCalledOnce();
});

test("what is being written is not lost to it", () => {
  const had = workers({});
  followNewer(had);
  written = "half an answer";
  change(had);
  expect(reload).not.toHaveBeenCalled();
  route.value = { screen: "feed", rest: [] };
  expect(reload).toHaveBeenCalledOnce();
});
