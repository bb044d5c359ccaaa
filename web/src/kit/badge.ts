/** The number on the app's picture: what this device found out by itself. */
import { effect } from "@preact/signals";
import { newInAll } from "./follows";

export function startBadge(): void {
  if (!globalThis.navigator?.setAppBadge) return; // not in every browser, nor in tests
  effect(() => {
    const n = newInAll.value;
    void (n > 0 ? navigator.setAppBadge(n) : navigator.clearAppBadge()).catch(() => undefined);
  });
}
