/**
 * Stands between the page and the network with the shell only: files that are the same for everybody.
 * Never an answer of the server, never a photo: those would tell who finds the device what was read.
 * A new version waits until the member takes it, so that a page never mixes two of them.
 * A push says nothing of its own: the words are the page's, in the member's language.
 * What another app shares with this one it lays down for the composer: the server never sees it.
 */
const SHELL = "mimi-%VERSION%";
const FILES = "%FILES%";

addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", ({ data }) => data === "take over" && skipWaiting());
addEventListener("push", (event) => event.waitUntil(ring()));
addEventListener("notificationclick", (event) => event.waitUntil(open(event.notification)));
addEventListener("fetch", (event) => {
  if (isShared(event.request)) return event.respondWith(receive(event.request));
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

const isShared = ({ method, url }) => method === "POST" && new URL(url).pathname === "/shared";

async function receive(request) {
  const form = await request.formData();
  const words = ["title", "text", "url"].map((name) => form.get(name)).filter(Boolean);
  const photo = form.get("photo");
  const shared = { text: [...new Set(words)].join("\n"), photo: photo?.size ? photo : null };
  await drawer("shared", "readwrite", (things) => things.put(shared, "shared"));
  return Response.redirect("/#/tell/shared", 303);
}

/** One notice at most stands there, however many editions came out. */
async function ring() {
  const said = await drawer("ring", "readonly", (things) => things.get("edition"));
  const { title, body } = said ?? { title: "Mimi" };
  await registration.showNotification(title, { body, tag: "edition", icon: "/page/icon-192.png" });
  await navigator.setAppBadge?.();
}

async function open(notice) {
  notice.close();
  const [page] = await clients.matchAll({ type: "window", includeUncontrolled: true });
  return page ? page.focus() : clients.openWindow("/#/feed");
}

/** What the page's `Drawer` of this name is asked or given. */
function drawer(name, mode, work) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(`mimi-${name}`);
    opening.onupgradeneeded = () => opening.result.createObjectStore("things");
    opening.onerror = reject;
    opening.onsuccess = () => {
      const change = opening.result.transaction("things", mode);
      const asked = work(change.objectStore("things"));
      change.onerror = reject;
      change.oncomplete = () => (opening.result.close(), resolve(asked.result));
    };
  });
}
