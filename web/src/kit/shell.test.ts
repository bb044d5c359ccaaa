import { beforeEach, expect, test, vi } from "vitest";
import { route } from "./router";
import { followNewer, newer, useNewer } from "./shell";

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

test("a new version that the browser lets wait is asked for again by opening the page anew", () => {
  vi.useFakeTimers();
  const postMessage = vi.fn();
  newer.value = { postMessage } as unknown as ServiceWorker;
  useNewer();
  expect(postMessage).toHaveBeenCalledWith("take over");
  expect(reload).not.toHaveBeenCalled(); // it may come at once
  vi.runAllTimers();
  expect(reload).toHaveBeenCalledOnce();
  vi.useRealTimers();
});
