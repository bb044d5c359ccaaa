/** The shell of the page on the device, kept by a service worker where the browser has one. */
import { signal } from "@preact/signals";
import { script } from "./scripts";

/** A new version of the page that waits to be used. */
export const newer = signal<ServiceWorker | null>(null);

export async function keepShell(): Promise<void> {
  const { serviceWorker } = navigator; // none in some apps' browsers, and none without HTTPS
  if (!serviceWorker || import.meta.env.DEV) return;
  try {
    watch(await serviceWorker.register(script("/sw.js")));
  } catch {
    return; // refused: everything works but opening without a network
  }
}

function watch(registration: ServiceWorkerRegistration): void {
  const offer = (worker: ServiceWorker | null) => {
    if (worker?.state === "installed" && navigator.serviceWorker.controller) newer.value = worker;
  };
  const hearFrom = () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => offer(worker));
  };
  offer(registration.waiting);
  hearFrom(); // it may have begun before anybody listened
  registration.addEventListener("updatefound", hearFrom);
}

/** What is being written is kept when the page goes. */
export function useNewer(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  newer.value?.postMessage("take over");
}
