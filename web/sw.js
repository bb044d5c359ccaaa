/**
 * Stands between the page and the network with the shell only: files that are the same for everybody.
 * Never an answer of the server, never a photo: those would tell who finds the device what was read.
 * A new version waits until the member takes it, so that a page never mixes two of them.
 */
const SHELL = "mimi-%VERSION%";
const FILES = "%FILES%";

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());
addEventListener("fetch", (event) => {
  const file = fileOf(event.request);
  if (file) event.respondWith(answer(file, event.request));
});

async function fill() {
  const asked = FILES.map((file) => new Request(file, { cache: "no-cache", credentials: "omit" }));
  await (await caches.open(SHELL)).addAll(asked);
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

/** Which file of the shell this asks for, if any. */
function fileOf({ method, mode, url }) {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return null;
  if (mode === "navigate") return /^\/(i\/?|s\/.*)?$/.test(pathname) ? "/" : null;
  return FILES.includes(pathname) ? pathname : null;
}

async function answer(file, request) {
  return (await (await caches.open(SHELL)).match(file)) ?? fetch(request);
}
