/** Whether there is a network, as far as the browser and the last request know. */
import { signal } from "@preact/signals";

export const online = signal(true);

export function startOnline(): void {
  online.value = navigator.onLine !== false;
  addEventListener("online", () => (online.value = true));
  addEventListener("offline", () => (online.value = false));
}
