/** The shell of the page on the device, kept by a service worker where the browser has one. */
import { signal } from "@preact/signals";
import { route } from "./router";
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

const PATIENCE = 3_000; // milliseconds; a new version comes in a fraction of it

/**
 * The member takes it in this tab. What is being told is kept when the page goes. Chromium may let it
 * wait when another tab is just loading, for more than a minute, and looks again when a page is opened.
 */
let taken = false;

export function useNewer(): void {
  taken = true;
  newer.value?.postMessage("take over");
  setTimeout(() => location.reload(), PATIENCE);
}

/**
 * One tab took the new version, so it answers all of them: none stays with the old one. The first
 * worker of a page is no newer one. An answer being written, which is not kept, is waited for.
 * Begun before anything is loaded: one that changed meanwhile would not be noticed.
 */
export function followNewer(workers: ServiceWorkerContainer | undefined = navigator.serviceWorker): void {
  let before = workers?.controller;
  workers?.addEventListener("controllerchange", () => {
    if (before || taken) follow();
    before = workers.controller;
  });
}

function follow(): void {
  if (taken || !isWriting()) location.reload();
  else whenGone(() => location.reload());
}

const isWriting = () => [...document.querySelectorAll("textarea")].some((one) => one.value.trim() !== "");

/** Once the member has left the screen. */
function whenGone(then: () => void): void {
  const from = route.peek();
  const stop = route.subscribe((to) => {
    if (to === from) return;
    stop();
    then();
  });
}
