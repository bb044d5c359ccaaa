/** What a member does with the own account. */
import { nameOf, signed } from "../../kit/api";
import { b64 } from "../../kit/bytes";
import { keepSeed, newSeed, readSeed } from "../../kit/keyring";
import { forgetPush } from "../../kit/notices";
import { eraseDevice, keepMe, type Me, me } from "../../kit/session";
import { forgetAll } from "../../kit/store";
import type { SignedIn } from "../../kit/types";
import { forgetTokens } from "../../kit/tokens";
import { upkeep } from "../../kit/upkeep";
import { deviceName } from "./device-name";
import { sameNumber } from "./same-number";
import { isVaultHere } from "./vault-state";

export function sendCode(phone: string): Promise<void> {
  return signed("POST", "/v1/codes", { phone });
}

/** Whether this device holds the vault of another number, which signing in would erase. */
export async function wouldErase(phone: string): Promise<boolean> {
  const mine = me.value;
  if (!mine?.phone || !["open", "out"].includes(mine.state)) return false;
  return !sameNumber(phone, mine.phone) && (await readSeed()) !== null;
}

export type Entered = "registered" | "open" | "waiting";

/** Signs in; `words` is the seed that the member typed. A new number gets a new vault. */
export async function signIn(
  phone: string,
  code: string,
  words: Uint8Array | null,
  oldEnough: boolean,
): Promise<Entered> {
  const kept = me.value && sameNumber(phone, me.value.phone) ? await readSeed() : null;
  const { signInProof, vaultKey } = await import("../../kit/vault");
  const seed = words ?? kept ?? newSeed();
  const answer = await signed<SignedIn>("POST", "/v1/sessions", {
    phone,
    code,
    vault_key: b64(vaultKey(seed).public),
    proof: b64(signInProof(seed, phone, code)),
    device: deviceName(navigator.userAgent),
    keep: "cookie",
    old_enough: oldEnough,
  });
  const registered = answer.state === "open" && !words && !kept;
  await enter(answer, seed);
  return registered ? "registered" : answer.state;
}

/** `who`: of somebody who came by WeChat or WeCom, whom no number tells apart. */
export async function enter(answer: SignedIn, seed: Uint8Array, who?: string): Promise<void> {
  const same = who ? me.value?.who === who : me.value?.phone === answer.phone;
  if (!same) {
    await forgetTokens(); // and which labels were another vault's
    await forgetAll(); // somebody else's device until now
  }
  // Who has to wait showed a vault that is not the account's: the one that was here may well be.
  if (!same || answer.state === "open" || !(await readSeed())) await keepSeed(seed);
  const { state, opens_in_days: opensInDays } = answer;
  const known: Partial<Me> = (same && me.value) || {};
  const phone = answer.phone || (known.phone ?? "");
  await keepMe({ ...known, phone, who: who ?? known.who, state, opensInDays });
  void upkeep();
}

/** Asks whether this waiting device has been let in: it has no vault of the account's then. */
export async function letIn(): Promise<boolean> {
  await signed("GET", "/v1/gate");
  const state = (await isVaultHere()) ? "open" : "lost";
  if (me.value) await keepMe({ ...me.value, state, opensInDays: 0 });
  void upkeep();
  return true;
}

export const approve = (device: string) => signed("POST", `/v1/devices/${device}/approval`);
export const removeDevice = (device: string) => signed("DELETE", `/v1/devices/${device}`);

/** Signs out and leaves nothing on this device, also where another device ended its session. */
export async function signOut(): Promise<void> {
  await signed("DELETE", "/v1/session").catch(unlessOut);
  await leaveDevice();
}

function unlessOut(error: unknown): void {
  if (nameOf(error) !== "not-signed-in") throw error;
}

/** Nothing stays, and nothing rings. Where the session is over already, this needs no server. */
export async function leaveDevice(): Promise<void> {
  await forgetPush().catch(() => undefined);
  await eraseDevice();
}

export async function signOutEverywhere(): Promise<void> {
  await signed("DELETE", "/v1/sessions");
  await leaveDevice();
}

export async function changeNumber(phone: string, code: string): Promise<void> {
  const { phone: verified } = await signed<{ phone: string }>("PUT", "/v1/account/number", { phone, code });
  if (!me.value || me.value.phone === verified) return;
  const former = me.value.phone || undefined; // unknown after the browser threw it away
  await keepMe({ ...me.value, phone: verified, former });
}

export async function deleteAccount(): Promise<void> {
  await signed("DELETE", "/v1/account");
  await leaveDevice();
}
