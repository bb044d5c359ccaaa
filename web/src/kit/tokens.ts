/** The unspent tokens of this device. Fetched while signed in, spent later without saying who. */
import { nameOf, Problem, signed } from "./api";
import { b64, join, uuidBytes } from "./bytes";
import { knownKey, readSeed } from "./keyring";
import { now, place, readPlace } from "./place";
import { Drawer } from "./store";
import type { BatchOffer, Evaluated, Purpose } from "./types";
import type { BlindedBatch } from "./tokens-work";
import { inWorker } from "./worker";

export interface Token {
  id: string;
  purpose: Purpose;
  label: string;
  epoch: number;
  ends: number;
  input: Uint8Array;
  output: Uint8Array;
  /** When this device got it, in the server's seconds: it rests before it is spent. */
  got: number;
  /** Spent, or promised to something that waits to be sent. */
  taken: boolean;
}

const drawer = new Drawer<Token>("tokens");
/** What the server last said that this account may hold. */
const offered = new Drawer<BatchOffer>("offers");

/** As it travels in the header `Mimi-Token`. */
export function packed(token: Token): string {
  return b64(join(uuidBytes(token.label), token.input, token.output));
}

/** What this account may hold, as last fetched. */
export const offers = (): Promise<BatchOffer[]> => offered.all();

async function readOffers(): Promise<BatchOffer[]> {
  const offers = await signed<BatchOffer[]>("GET", "/v1/batches");
  await Promise.all(offers.map((one) => offered.put(one.label, one)));
  const labels = new Set(offers.map((one) => one.label));
  const gone = (await offered.all()).filter((one) => !labels.has(one.label));
  await Promise.all(gone.map((one) => offered.drop(one.label)));
  return offers;
}

/**
 * Whether the account that is signed in may hold it still. A token of a circle that the member has
 * left, or of an account that somebody slipped under this device, would tell in the wrong place.
 */
export async function isOffered({ label }: { label: string }): Promise<boolean> {
  return (await offered.get(label)) !== undefined;
}

/** Fetches what this device may hold and does not hold yet; the number of tokens it got. */
export async function fetchTokens(): Promise<number> {
  const [seed, { token_key }, offers] = await Promise.all([readSeed(), readPlace(), readOffers()]);
  if (!seed) return 0;
  if (!(await knownKey(token_key))) throw new Problem("key-changed");
  await forgetEnded();
  const held = (await drawer.all()).filter((one) => !cameBack(one)).map((token) => token.label);
  const count = (label: string) => held.filter((one) => one === label).length;
  const missing = offers.filter(
    (one) => one.ends > now() && !foreign.has(one.label) && count(one.label) < one.tokens,
  );
  return missing.length === 0 ? 0 : fetchBatches(seed, missing, token_key);
}

/** Labels under which this account was issued the tokens of another vault. */
const foreign = new Set<string>();

/** All at once; one by one when some of them belong to another vault. Throws other-batch then. */
async function fetchBatches(seed: Uint8Array, missing: BatchOffer[], key: string): Promise<number> {
  const blinded = await Promise.all(missing.map((offer) => inWorker("blindBatch", seed, offer, key)));
  try {
    return await issued(missing, blinded, key);
  } catch (error) {
    if (nameOf(error) !== "other-batch") throw error;
  }
  for (const [i, offer] of missing.entries()) {
    await issued([offer], [blinded[i]!], key).catch(() => foreign.add(offer.label));
  }
  throw new Problem("other-batch");
}

async function issued(missing: BatchOffer[], blinded: BlindedBatch[], key: string): Promise<number> {
  const batches = blinded.map(({ request }) => request);
  const answers = await signed<Evaluated[]>("POST", "/v1/batches", { batches });
  const byLabel = new Map(answers.map((answer) => [answer.label, answer]));
  const kept = missing.map(async (offer, i) => {
    const { kept } = blinded[i]!;
    const answer = byLabel.get(offer.label);
    if (!answer) throw new Problem("bad-proof");
    const outputs = await checked(() => inWorker("finishBatch", offer, kept, answer, key));
    return keep(offer, kept.map(({ input }) => input), outputs);
  });
  return (await Promise.all(kept)).reduce((sum, count) => sum + count, 0);
}

async function checked<Made>(finish: () => Promise<Made>): Promise<Made> {
  try {
    return await finish();
  } catch {
    throw new Problem("bad-proof");
  }
}

async function keep(offer: BatchOffer, inputs: Uint8Array[], outputs: Uint8Array[]): Promise<number> {
  const { purpose, label, epoch, ends } = offer;
  const got = now();
  await Promise.all(
    outputs.map((output, i) => {
      const id = `${label}/${i}`;
      const token = { id, purpose, label, epoch, ends, input: inputs[i]!, output, got, taken: false };
      return drawer.change(id, (known) => known ?? token); // another tab may have taken it already
    }),
  );
  return outputs.length;
}

const cameBack = ({ id }: Token) => id.includes("/refund/");

/** Keeps the token that came back for the one whose input, in hex, was `spent`. */
export async function keepReturned(
  { purpose, label, epoch, ends }: Omit<BatchOffer, "tokens">,
  spent: string,
  input: Uint8Array,
  output: Uint8Array,
): Promise<void> {
  const id = `${label}/refund/${spent}`;
  const token = { id, purpose, label, epoch, ends, input, output, got: now(), taken: false };
  await drawer.change(id, (known) => known ?? token);
}

async function forgetEnded(): Promise<void> {
  const ended = (await drawer.all()).filter((token) => token.ends <= now());
  await Promise.all(ended.map((token) => drawer.drop(token.id)));
}

/** With other words, what was another vault's may be this one's. */
export async function forgetTokens(): Promise<void> {
  foreign.clear();
  await drawer.empty();
}

/** Signed out: whoever is signed in next gets tokens anew. That some are spent is not forgotten. */
export async function forgetUnspent(): Promise<void> {
  foreign.clear();
  const unspent = (await drawer.all()).filter((token) => !token.taken);
  await Promise.all(unspent.map((token) => drawer.drop(token.id)));
  await offered.empty();
}

async function usable(purpose: Purpose, label?: string): Promise<Token[]> {
  const at = now();
  const labels = new Set((await offers()).map((one) => one.label));
  return (await drawer.all()).filter(
    (token) =>
      labels.has(token.label) &&
      token.purpose === purpose &&
      !token.taken &&
      token.epoch <= at &&
      at < token.ends &&
      (label === undefined || token.label === label),
  );
}

/** How many things this device may still write in this period. */
export async function tokensLeft(purpose: Purpose, label?: string): Promise<number> {
  return (await usable(purpose, label)).length;
}

/** Whether none came yet that could be spent or was: a newcomer's are fetched at the page's own times. */
export async function noneCame(purpose: Purpose): Promise<boolean> {
  return !(await drawer.all()).some((token) => token.purpose === purpose && token.ends > now());
}

/** Seconds until a token may be spent; null when there is none. */
export async function restOf(purpose: Purpose, label?: string): Promise<number | null> {
  const rest = place.value?.rhythm.token_rest ?? 0;
  const ready = (await usable(purpose, label)).map((token) => token.got + rest);
  return ready.length === 0 ? null : Math.max(0, Math.min(...ready) - now());
}

/**
 * A rested token that is not `promised` (ids) to something else, chosen by chance so that two devices
 * of one vault rarely collide.
 */
export async function chooseToken(
  promised: ReadonlySet<string | undefined>,
  purpose: Purpose,
  label?: string,
): Promise<Token | null> {
  const rest = place.value?.rhythm.token_rest ?? 0;
  const rested = (await usable(purpose, label)).filter((token) => token.got + rest <= now());
  const ready = rested.filter(({ id }) => !promised.has(id));
  return ready[Math.floor(Math.random() * ready.length)] ?? null;
}

/** Once what it is for has been written down with it: a page that dies between the two loses none. */
export async function takeToken(token: Token): Promise<void> {
  await drawer.put(token.id, { ...token, taken: true });
}

/** A token that was promised but not spent. */
export async function giveBack(token: Token): Promise<void> {
  await drawer.put(token.id, { ...token, taken: false });
}

/** Tokens that another device of this vault has spent already, known by what was told with them. */
export async function markSpent(isSpent: (token: Token) => boolean): Promise<void> {
  const spent = (await drawer.all()).filter((token) => !token.taken && isSpent(token));
  await Promise.all(spent.map((token) => drawer.put(token.id, { ...token, taken: true })));
}
