/** Who is signed in on this device, as far as the page knows. The session itself is a cookie. */
import { computed, signal } from "@preact/signals";
import { inAllTabs } from "./leaving";
import { keepLock } from "./lock";
import { Drawer, forgetAll, useSeal } from "./store";
import type { DeviceState } from "./types";

export interface Me {
  /** The verified number, kept here only: the server has a keyed tag of it. */
  phone: string;
  /** A word by which the server knows who came by WeChat or WeCom; then there may be no number. */
  who?: string;
  /** The number before it: friends still have it in their phone books, for a while. */
  former?: string;
  /**
   * "out": the server does not know the session any more, the vault is still here.
   * "lost": the server knows the session, but the account's vault is not here.
   */
  state: DeviceState | "out" | "lost";
  opensInDays: number;
}

const drawer = new Drawer<Me>("me");

/** null: nobody; undefined: not read from the device yet. */
export const me = signal<Me | null | undefined>(undefined);

export const isIn = computed(() => me.value?.state === "open");

export async function readMe(): Promise<void> {
  me.value = (await drawer.get("me")) ?? null;
}

/** From then on an answer that comes late writes nobody's number down again. */
let leaving = false;

export async function keepMe(mine: Me): Promise<void> {
  if (leaving) return;
  await drawer.put("me", mine);
  me.value = mine;
}

/** The server no longer knows this session: the vault and what waits to be sent stay here. */
export async function signedOut(): Promise<void> {
  if (me.value) await keepMe({ ...me.value, state: "out" });
}

/** Signed out by choice: nothing of the member stays on this device. */
export async function eraseDevice(): Promise<void> {
  leaving = true;
  try {
    await inAllTabs(erase);
  } finally {
    leaving = false;
  }
}

async function erase(): Promise<void> {
  await forgetAll();
  await keepLock(null);
  useSeal(null);
  me.value = null;
}
