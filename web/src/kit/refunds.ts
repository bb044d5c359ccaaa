/**
 * Tokens that come back. What this device wrote and is still there after two days gives its token
 * back, asked for by the key of what was written and without session. When it is asked says nothing
 * of when it was written, and never two are asked for in a row: that would say to a server that
 * watches that one device wrote both.
 */
import { nameOf, Problem, unsigned } from "./api";
import { b64, fromHex, hex } from "./bytes";
import { knownKey, readSeed } from "./keyring";
import { now, place } from "./place";
import { Drawer } from "./store";
import { isOffered, keepReturned, type Token } from "./tokens";
import { inTurn } from "./turns";
import type { BatchOffer, Evaluated } from "./types";
import { inWorker } from "./worker";

interface Claim {
  /** Hex of the input of the token that was spent. */
  input: string;
  batch: Omit<BatchOffer, "tokens">;
  secret: string;
  /** null: the secret's own. */
  comment: string | null;
  /** The server's seconds; not asked for before. */
  due: number;
  done: boolean;
}

const drawer = new Drawer<Claim>("refunds");

const NEVER = new Set(["not-found", "not-yours", "token-epoch", "token-forged", "refunded"]);
/** Of the beats at which something could be asked for, one in so many. */
const SELDOM = 8;

/** A length of time of chance, up to a night. */
const chance = () => Math.floor(Math.random() * (place.value?.rhythm.night ?? 86_400));

/** Remembers what a token was spent on. */
export async function noteSpent(token: Token, secret: string, comment: string | null): Promise<void> {
  const { purpose, label, epoch, ends } = token;
  const { night = 86_400, comments = 300 } = place.value?.rhythm ?? {};
  const input = hex(token.input);
  await note({ input, batch: { purpose, label, epoch, ends }, secret, comment }, now() + night + comments);
}

/** What another device of this vault told, found in the bulletin. */
export async function noteFound(batch: BatchOffer, secret: string, input: string, edition: number) {
  if (now() < batch.ends) await note({ input, batch, secret, comment: null }, edition);
}

async function note(claim: Omit<Claim, "due" | "done">, out: number): Promise<void> {
  const due = Math.max(now(), out + (place.value?.rhythm.refund ?? 172_800)) + chance();
  await drawer.change(claim.input, (known) => known ?? { ...claim, due, done: false });
}

/** The member wants no trace of it here; its token, if it has not come back, does not. */
export async function forgetClaims(secret: string): Promise<void> {
  const of = (await drawer.all()).filter((one) => one.secret === secret && !one.comment);
  await Promise.all(of.map((one) => drawer.drop(one.input)));
}

/** The tokens that came back were forgotten with the session: the server answers once more. */
export async function askAgain(): Promise<void> {
  for (const one of await drawer.all()) await drawer.put(one.input, { ...one, done: false });
}

/** Now and then, when nothing else is sent: gets one token back, if one is due. */
export async function claimOne(): Promise<void> {
  await inTurn(async () => {
    const due = await ready();
    const one = due[Math.floor(Math.random() * due.length)];
    if (!one || Math.random() * SELDOM >= 1) return;
    await claim(one);
    for (const other of due) if (other !== one) await drawer.put(other.input, { ...other, due: now() + chance() });
  });
}

async function ready(): Promise<Claim[]> {
  const all = await drawer.all();
  await Promise.all(all.filter((one) => one.batch.ends <= now()).map((one) => drawer.drop(one.input)));
  return all.filter((one) => !one.done && one.due <= now() && now() < one.batch.ends);
}

async function claim(one: Claim): Promise<void> {
  const [seed, key] = [await readSeed(), place.value?.token_key];
  if (!seed || !key || !(await knownKey(key)) || !(await isOffered(one.batch))) return;
  try {
    await ask(one, seed, key);
    await drawer.put(one.input, { ...one, done: true });
  } catch (error) {
    if (nameOf(error) === "bad-proof") throw error;
    if (NEVER.has(nameOf(error))) await drawer.put(one.input, { ...one, done: true });
    else await drawer.put(one.input, { ...one, due: now() + chance() });
  }
}

async function ask(one: Claim, seed: Uint8Array, key: string): Promise<void> {
  const vault = await import("./vault");
  const { batch, secret, comment } = one;
  const kept = await inWorker("blindRefund", seed, batch, one.input, key);
  const own = (comment ? vault.commentKey : vault.postKey)(seed, fromHex(one.input));
  const ids = comment ? [secret, comment] : [secret];
  const answer = await unsigned<Evaluated>("POST", "/v1/refunds", {
    secret,
    comment,
    label: batch.label,
    blinded: b64(kept.blinded),
    key: b64(own.public),
    signature: b64(vault.signRefund(own, ids, batch.label, kept.blinded)),
  });
  const [output] = await inWorker("finishBatch", batch, [kept], answer, key).catch(() => {
    throw new Problem("bad-proof"); // a key of its own for this claim would mark the token
  });
  await keepReturned(batch, one.input, kept.input, output!);
}
