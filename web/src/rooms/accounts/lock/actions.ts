/** What sets, opens and takes away the lock of this device. */
import { Problem, signed } from "../../../kit/api";
import { b64, fromB64 } from "../../../kit/bytes";
import { cover, door, keepLock, lockWays, openDoor } from "../../../kit/lock";
import { makePasskey, usePasskey } from "../../../kit/passkey";
import { forgetWay } from "../../../kit/router";
import { sealBy } from "../../../kit/sealing";
import { eraseDevice } from "../../../kit/session";
import { resealAll, useSeal } from "../../../kit/store";
import { inWorker } from "../../../kit/worker";
import { startWatch } from "./watch";

const boxing = () => import("../../../kit/boxes");

/** From which the seal is made; in memory while the lock is open. */
let key: Uint8Array | null = null;

export async function lockByPin(pin: string): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const box = await boxOf(await inWorker("stretched", pin, salt), "pin");
  await setLock({ pin: { salt: b64(salt), box } });
}

export async function lockByPasskey(): Promise<void> {
  await setLock({ passkey: { box: await boxOf(await makePasskey("Mimi"), "passkey") } });
}

async function boxOf(secret: Uint8Array, kind: "pin" | "passkey"): Promise<string> {
  key ??= crypto.getRandomValues(new Uint8Array(16));
  return b64(await (await boxing()).sealed(key, secret, kind));
}

async function setLock(way: NonNullable<typeof lockWays.value>): Promise<void> {
  if (lockWays.value) return keepLock({ ...lockWays.value, ...way });
  await keepLock(way, async () => resealAll(await sealBy(key!)));
  startWatch();
}

/** Throws wrong-lock. */
export async function openByPin(pin: string): Promise<void> {
  const { salt, box } = lockWays.value!.pin!;
  await openWith(await inWorker("stretched", pin, fromB64(salt)), box, "pin");
}

export async function openByPasskey(): Promise<void> {
  await openWith(await usePasskey(), lockWays.value!.passkey!.box, "passkey");
}

async function openWith(secret: Uint8Array, box: string, kind: "pin" | "passkey"): Promise<void> {
  const found = await (await boxing()).opened(fromB64(box), secret, kind);
  if (!found) throw new Problem("wrong-lock");
  if (door.value === "open") return;
  key = found;
  const seal = await sealBy(key);
  useSeal(seal);
  await resealAll(seal); // what an interruption left open
  openDoor();
}

export async function takeLockAway(): Promise<void> {
  await keepLock(null, () => resealAll(null));
  key = null;
}

/** The key leaves the memory with the page. */
export const lockNow = (): void => location.reload();

/** Covers at once; then nothing that was shown is left behind this page, nor in its memory. */
export async function hide(): Promise<void> {
  if (!lockWays.value) return;
  cover();
  await forgetWay();
  location.reload();
}

/** For whom nothing opens the lock any more. Without a network the server keeps the session. */
export async function eraseLocked(): Promise<void> {
  await signed("DELETE", "/v1/session").catch(() => undefined);
  await eraseDevice();
  openDoor();
}
