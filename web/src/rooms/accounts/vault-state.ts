/** Whether the vault is here, and what keeps it: what the page asks before anything else. */
import { signal } from "@preact/signals";
import { signed } from "../../kit/api";
import { readSeed } from "../../kit/keyring";
import { keepMe, me } from "../../kit/session";
import type { Here, Ways } from "../../kit/types";
import { inWorker } from "../../kit/worker";
import { areWordsWritten } from "./reminders";

/** Of this account, as last asked; null: not asked yet. */
export const ways = signal<Ways | null>(null);
/** Whether losing this device would lose the vault, as far as it can know. */
export const unkept = signal(false);

/** Whether the account has another vault now than this device, which is in. */
export const replaced = signal(false);

export async function readWays(): Promise<Ways> {
  ways.value = await signed<Ways>("GET", "/v1/vault");
  replaced.value = me.value?.state === "open" && !(await isOwn(ways.value));
  const none = ways.value.passkeys.length === 0 && !ways.value.pin;
  unkept.value = none && !(await areWordsWritten());
  return ways.value;
}

/** Whether the vault on this device is the account's. */
export const isVaultHere = async () => isOwn(await readWays());

async function isOwn({ vault_key }: Ways): Promise<boolean> {
  const seed = await readSeed();
  return seed !== null && (await inWorker("vaultKeyOf", seed)) === vault_key;
}

/**
 * What the page finds when it opens. A browser that throws away what pages keep leaves the cookie:
 * then the vault is not here, and no new one may take its place by itself.
 */
export async function lookForVault(): Promise<void> {
  if (me.value ? me.value.state !== "open" || (await readSeed()) : false) return;
  try {
    if (!me.value && !(await signed<Here>("GET", "/v1/session")).signed_in) return;
    await readWays();
  } catch {
    return; // nobody can be asked
  }
  await keepMe({ phone: "", ...me.value, state: "lost", opensInDays: 0 });
}
