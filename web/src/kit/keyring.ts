/** The seed on this device, and the server's token key as this device first saw it. */
import { Drawer } from "./store";

const seeds = new Drawer<Uint8Array>("vault");
const pins = new Drawer<string>("token-key");

export const newSeed = () => crypto.getRandomValues(new Uint8Array(16));

export async function readSeed(): Promise<Uint8Array | null> {
  return (await seeds.get("seed")) ?? null;
}

export async function keepSeed(seed: Uint8Array): Promise<void> {
  await seeds.put("seed", seed);
  void globalThis.navigator?.storage?.persist?.().catch(() => undefined); // some browsers throw away
}

/** Whether this is the key that this device knows; the first one it meets it takes. */
export async function knownKey(key: string): Promise<boolean> {
  const pinned = await pins.get("key");
  if (pinned === undefined) await pins.put("key", key);
  return pinned === undefined || pinned === key;
}

/** The member has compared the fingerprints and trusts the new key. */
export async function trustKey(key: string): Promise<void> {
  await pins.put("key", key);
}
