/** How the vault is kept, and how a device without it comes back. */
import { signal } from "@preact/signals";
import { Problem, signed } from "../../kit/api";
import { b64, fromB64 } from "../../kit/bytes";
import { keepSeed, newSeed, readSeed } from "../../kit/keyring";
import { makePasskey, usePasskey } from "../../kit/passkey";
import { place } from "../../kit/place";
import { keepMe, me } from "../../kit/session";
import { Drawer } from "../../kit/store";
import { forgetTokens } from "../../kit/tokens";
import type { Drawn, Tried, Ways } from "../../kit/types";
import { alarm, upkeep } from "../../kit/upkeep";
import { inWorker } from "../../kit/worker";
import { areWordsWritten, wordsWritten } from "./reminders";

const boxing = () => import("../../kit/boxes"); // curves are heavy: loaded when first needed

export const PIN_ATTEMPTS = 10; // the server's

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

/** The boxes that passkeys of this device opened, or made. */
const here = new Drawer<boolean>("passkeys");
export const isHere = async (passkey: string) => (await here.get(passkey)) ?? false;

async function seedHere(): Promise<Uint8Array> {
  const seed = await readSeed();
  if (!seed) throw new Problem("not-your-vault");
  return seed;
}

export async function keepByPasskey(): Promise<void> {
  const [seed, { sealed, signPasskey }] = [await seedHere(), await boxing()];
  const box = await sealed(seed, await makePasskey(place.value?.name ?? "Mimi"), "passkey");
  const body = { box: b64(box), proof: b64(signPasskey(seed, box)) };
  const { passkey } = await signed<{ passkey: string }>("POST", "/v1/vault/passkeys", body);
  await here.put(passkey, true);
  await readWays();
}

/** Which PIN is easy to guess in ten attempts. */
export function isWeak(pin: string): boolean {
  const plain = pin.normalize("NFKC").trim();
  const [up, down] = ["01234567890", "09876543210"];
  return plain.length < 6 || new Set(plain).size < 3 || up.includes(plain) || down.includes(plain);
}

const evaluationOf = (answer: Drawn) => ({
  draw: fromB64(answer.draw),
  evaluated: fromB64(answer.evaluated),
  proof: fromB64(answer.proof),
  key: fromB64(answer.key),
});

export async function keepByPin(pin: string): Promise<void> {
  const [seed, { sealed, signPin }] = [await seedHere(), await boxing()];
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const blinded = await inWorker("startPin", pin, salt);
  const asked = { blinded: b64(blinded.blinded) };
  const evaluation = evaluationOf(await signed<Drawn>("POST", "/v1/vault/pin/draw", asked));
  const box = await sealed(seed, await inWorker("finishPin", blinded, evaluation), "pin");
  const { draw } = evaluation;
  const parts = { draw: b64(draw), salt: b64(salt), box: b64(box) };
  await signed("PUT", "/v1/vault/pin", { ...parts, proof: b64(signPin(seed, draw, salt, box)) });
  await readWays();
}

export async function forgetPin(): Promise<void> {
  await signed("DELETE", "/v1/vault/pin");
  await readWays();
}

export async function forgetPasskey(passkey: string): Promise<void> {
  await signed("DELETE", `/v1/vault/passkeys/${passkey}`);
  await here.drop(passkey);
  await readWays();
}

export async function returnByPasskey(): Promise<void> {
  const { passkeys } = await readWays();
  const [secret, { opened }] = [await usePasskey(), await boxing()];
  for (const { passkey, box } of passkeys) {
    const seed = await opened(fromB64(box), secret, "passkey");
    if (!seed) continue;
    await returnWith(seed);
    return here.put(passkey, true);
  }
  throw new Problem("passkey-other");
}

/** Throws wrong-pin, after which `ways` has the attempts that are left. */
export async function returnByPin(pin: string): Promise<void> {
  const { pin: way } = await readWays();
  if (!way) throw new Problem("no-pin");
  const blinded = await inWorker("startPin", pin, fromB64(way.salt));
  const asked = { blinded: b64(blinded.blinded) };
  const tried = await signed<Tried>("POST", "/v1/vault/pin/attempts", asked);
  const secret = await inWorker("finishPin", blinded, evaluationOf(tried));
  const seed = await (await boxing()).opened(fromB64(tried.box), secret, "pin");
  if (seed) return returnWith(seed);
  await readWays();
  throw new Problem("wrong-pin");
}

export async function returnByWords(seed: Uint8Array): Promise<void> {
  await returnWith(seed);
  await wordsWritten();
  unkept.value = false;
}

/** Shows that this device has the vault; one that waits is let in by it. */
async function returnWith(seed: Uint8Array): Promise<void> {
  const [{ challenge }, { signOpening }] = [await readWays(), await boxing()];
  const { vaultKey } = await import("../../kit/vault");
  const proof = b64(signOpening(seed, fromB64(challenge)));
  await signed("POST", "/v1/vault/opening", { vault_key: b64(vaultKey(seed).public), proof });
  await keepSeed(seed);
  await forgetTokens(); // they were of another vault
  alarm.value = null;
  await keepMe({ phone: "", ...me.value, state: "open", opensInDays: 0 });
  await readWays();
  void upkeep();
}

/** Somebody, on another device, put a new vault in the place of this one. */
export const takeBack = async () => returnWith(await seedHere());

/** The member says so: what the old vault had is given up, unless a way to it turns up later. */
export async function startAnew(): Promise<void> {
  await returnWith((await readSeed()) ?? newSeed());
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
    await readWays();
  } catch {
    return; // nobody is signed in, or nobody can be asked
  }
  await keepMe({ phone: "", ...me.value, state: "lost", opensInDays: 0 });
}
