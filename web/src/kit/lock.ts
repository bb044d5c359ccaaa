/** Whether the page may show anything of the member: the lock of this device, and the cover over it. */
import { effect, signal } from "@preact/signals";

export interface LockWays {
  /** The key of the lock, in boxes that a PIN or a passkey of this device opens: base64url. */
  pin?: { salt: string; box: string };
  passkey?: { box: string };
}

const LOCK = "mimi-lock";
const COVER = "mimi-cover";

/** null: no lock was set. */
export const lockWays = signal<LockWays | null>(JSON.parse(localStorage.getItem(LOCK) ?? "null") as LockWays | null);

export type Door = "open" | "locked" | "covered";
const shut = (): Door => (localStorage.getItem(COVER) ? "covered" : "locked");
export const door = signal<Door>(lockWays.value ? shut() : "open");

/** Until the lock is opened nothing of the member is read from the device, and nothing is asked. */
export const opened = new Promise<void>((resolve) => {
  effect(() => void (door.value === "open" && resolve()));
});

/** Kept before anything is sealed, so that what is sealed can always be opened. */
export async function keepLock(ways: LockWays | null, sealing?: () => Promise<void>): Promise<void> {
  if (ways) localStorage.setItem(LOCK, JSON.stringify(ways));
  await sealing?.();
  if (!ways) localStorage.removeItem(LOCK);
  lockWays.value = ways;
}

export function openDoor(): void {
  localStorage.removeItem(COVER);
  door.value = "open";
}

/** Something harmless at once, here and in every other tab, and after a reload too. */
export function cover(): void {
  localStorage.setItem(COVER, "1");
  door.value = "covered";
}

/** What other tabs did with the lock: they have the key, or another, or must not show anything. */
export function startLock(): void {
  addEventListener("storage", ({ key, newValue }) => {
    if (key === LOCK || (key === COVER && newValue)) location.reload();
  });
}
