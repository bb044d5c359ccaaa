/** How the vault is kept, and how a device without it comes back. */
import { Problem, signed } from "../../kit/api";
import { b64, fromB64 } from "../../kit/bytes";
import { keepSeed, newSeed, readSeed } from "../../kit/keyring";
import { makePasskey, usePasskey } from "../../kit/passkey";
import { place } from "../../kit/place";
import { keepMe, me } from "../../kit/session";
import { Drawer } from "../../kit/store";
import { forgetTokens } from "../../kit/tokens";
import type { Drawn, Tried } from "../../kit/types";
import { alarm, upkeep } from "../../kit/upkeep";
import { inWorker } from "../../kit/worker";
import { wordsWritten } from "./reminders";
import { readWays, unkept } from "./vault-state";

const boxing = () => import("../../kit/boxes"); // curves are heavy: loaded when first needed

export const PIN_ATTEMPTS = 10; // the server's

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

function notToday(error: unknown): never {
  throw error instanceof Problem && error.name === "too-many" ? new Problem("pin-tomorrow") : error;
}

/** Throws pin-tomorrow, or wrong-pin, after which `ways` has the attempts that are left. */
export async function returnByPin(pin: string): Promise<void> {
  const { pin: way } = await readWays();
  if (!way) throw new Problem("no-pin");
  const blinded = await inWorker("startPin", pin, fromB64(way.salt));
  const asked = { blinded: b64(blinded.blinded) };
  const tried = await signed<Tried>("POST", "/v1/vault/pin/attempts", asked).catch(notToday);
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
