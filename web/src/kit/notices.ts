/**
 * Push on this device: whether it can be, is wanted, and is still so. What it says is the same for
 * everybody; what is new for oneself the device finds out when it looks, and tells nobody.
 */
import { Problem, signed } from "./api";
import { b64 } from "./bytes";
import { partsOf } from "./hours";
import { Drawer } from "./store";
import type { Ringing } from "./types";
import { allWords, t } from "../words";

/** `hours` of this device's day. */
interface Wish {
  hours: number[];
}

/** Said by the service worker, for the page may be closed, and this device locked. */
interface Said {
  title: string;
  body: string;
}

const drawer = new Drawer<Wish>("notices");
const words = new Drawer<Said>("ring");
const WISH = "wish";
const EDITION = "edition";

export type Standing = "install" | "unable" | "denied" | "none" | "off" | "on";

/** An iPhone pushes to what is on its home screen only. */
const onlyInstalled = () =>
  /iP(hone|ad|od)/.test(navigator.userAgent) && "standalone" in navigator && !navigator.standalone;

const able = () => "serviceWorker" in (globalThis.navigator ?? {}) && "PushManager" in globalThis && "Notification" in globalThis;

const registered = () => navigator.serviceWorker.getRegistration();

export async function standing(): Promise<Standing> {
  if (!able()) return onlyInstalled() ? "install" : "unable";
  if (!(await registered())) return "unable";
  if (Notification.permission === "denied") return "denied";
  if (await wantedHours()) return "on";
  return (await ringing()).key ? "off" : "none";
}

const ringing = () => signed<Ringing>("GET", "/v1/subscription");

export const wantedHours = async (): Promise<number[] | undefined> => (await drawer.get(WISH))?.hours;

/** Asks for permission first, as browsers want it: by a tap. */
export async function turnOn(hours: number[]): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") throw new Problem("push-denied");
  await ask(await fresh((await ringing()).key), hours);
  await keepWish(hours);
}

export async function turnOff(): Promise<void> {
  await signed("DELETE", "/v1/subscription");
  await forgetPush();
}

/** Nothing on this device is rung any more, whatever the server still believes. */
export async function forgetPush(): Promise<void> {
  await drawer.drop(WISH);
  await words.drop(EDITION);
  if (able()) await (await subscription())?.unsubscribe();
}

/**
 * Part of the upkeep, so that it is asked for at the page's own times: after a journey, another
 * language, or a subscription that browser, push service or server has ended.
 */
export async function makeSure(): Promise<void> {
  const hours = await wantedHours();
  if (!hours || !able() || Notification.permission !== "granted") return;
  const { key, parts } = await ringing();
  if (!key) return;
  const known = await subscription();
  await ask(known && parts.length && isFor(known, key) ? known : await fresh(key), hours);
  await keepWish(hours);
}

/** What stood on the lock screen has been seen. */
export async function clearNotices(): Promise<void> {
  if (!able()) return;
  const shown = (await (await registered())?.getNotifications()) ?? [];
  shown.forEach((one) => one.close());
}

async function keepWish(hours: number[]): Promise<void> {
  await allWords();
  await drawer.put(WISH, { hours });
  await words.put(EDITION, { title: t("app.name"), body: t("notices.edition") });
}

async function subscription(): Promise<PushSubscription | null> {
  return (await (await registered())?.pushManager.getSubscription()) ?? null;
}

const isFor = ({ options }: PushSubscription, key: string) =>
  options.applicationServerKey !== null && b64(new Uint8Array(options.applicationServerKey)) === key;

async function fresh(key: string): Promise<PushSubscription> {
  const manager = (await registered())!.pushManager;
  await (await manager.getSubscription())?.unsubscribe();
  try {
    return await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  } catch {
    throw new Problem("push-unable"); // such as a phone without its maker's push service
  }
}

async function ask(to: PushSubscription, hours: number[]): Promise<void> {
  const { endpoint, keys } = to.toJSON();
  await signed("PUT", "/v1/subscription", { endpoint, ...keys, parts: partsOf(hours) });
}
