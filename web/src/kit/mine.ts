/**
 * One's own secrets and comments. That they are one's own is known on this device only: it derives
 * their keys from the vault, and reads the counts in the bulletin that every member gets alike.
 */
import { nameOf, signed, unsigned } from "./api";
import { b64, fromHex, hex } from "./bytes";
import { readSeed } from "./keyring";
import { noteOwn } from "./follows";
import { ends } from "./lives";
import { comments, type MySecret, put, readMine, secrets } from "./own";
import type { WrittenComment, WrittenSecret } from "./outbox";
import { now, place } from "./place";
import { forgetClaims, noteFound, noteSpent } from "./refunds";
import { markSpent, offers, type Token } from "./tokens";
import type { BatchOffer, Bulletin, BulletinLine } from "./types";
import type { KeyPair } from "./vault";
import { inWorker } from "./worker";

/** Curves are heavy: they are loaded when first needed, not before the feed can be read. */
const vaulting = () => import("./vault");

export async function rememberSecret(item: WrittenSecret, token: Token): Promise<void> {
  const vault = await vaulting();
  const key = vault.postKey((await readSeed())!, token.input);
  const secret = vault.secretId(key.public);
  const { text, look, photo, reach, life } = item;
  const input = hex(token.input);
  await noteSpent(token, secret, null);
  await put({ secret, input, text, look, photo, reach, life, state: "queued", sent: now(), line: null });
}

export async function rememberComment(item: WrittenComment, token: Token): Promise<void> {
  const vault = await vaulting();
  const key = vault.commentKey((await readSeed())!, token.input);
  const comment = vault.commentId(key.public);
  const { secret, text, badge } = item;
  const mine = { comment, secret, input: hex(token.input), text, badge, removing: false };
  await comments.put(comment, mine);
  await noteSpent(token, secret, comment);
  await noteOwn(secret);
  await readMine();
}

/** Reads the bulletin: what is out, how it is liked, and what another device of the vault told. */
export async function refreshMine(): Promise<void> {
  const { secrets: lines } = await signed<Bulletin>("GET", "/v1/bulletin");
  const byId = new Map(lines.map((line) => [line.secret, line]));
  for (const one of await secrets.all()) await secrets.put(one.secret, followed(one, byId.get(one.secret)));
  await restore(byId);
  await readMine();
}

/** A bulletin is of one's present circle: who has left it must still be able to take back what stands there. */
export function followed(one: MySecret, line: BulletinLine | undefined): MySecret {
  if (line) return { ...one, line, unlisted: false, state: one.state === "removing" ? "removing" : "out" };
  if (one.state === "queued") return one;
  const stands = one.state === "out" && now() < ends(one);
  return { ...one, unlisted: true, state: stands ? "out" : "gone" };
}

/** It should have come out by now: three editions is the longest that chance may take. */
export function overdue(one: MySecret): boolean {
  const edition = place.value?.rhythm.edition ?? 0;
  return one.state === "queued" && one.sent > 0 && now() > one.sent + 5 * edition;
}

async function restore(byId: Map<string, BulletinLine>): Promise<void> {
  const known = new Set((await secrets.all()).map((one) => one.secret));
  const told = (await candidates()).filter(({ secret }) => byId.has(secret));
  for (const { secret, input, offer } of told) {
    const line = byId.get(secret)!;
    await noteFound(offer, secret, input, line.edition);
    if (known.has(secret)) continue;
    const bare = { text: null, look: "", photo: null, sent: 0 };
    await secrets.put(secret, { secret, input, ...bare, state: "out", line });
  }
  const spent = new Set(told.map(({ input }) => input));
  await markSpent((token) => spent.has(hex(token.input)));
}

/** The ids that this vault's secrets can have in the epochs that the server still named last. */
async function candidates(): Promise<Candidate[]> {
  const seed = await readSeed();
  if (!seed) return [];
  const posts = (await offers()).filter((offer) => offer.purpose === "post");
  return (await Promise.all(posts.map((offer) => tellable(seed, offer)))).flat();
}

interface Candidate {
  secret: string;
  input: string;
  offer: BatchOffer;
}

/** By seed and label: some hundred keys, which never change. */
const derived = new Map<string, Promise<Candidate[]>>();

function tellable(seed: Uint8Array, offer: BatchOffer): Promise<Candidate[]> {
  const name = `${hex(seed)}/${offer.label}`;
  const made =
    derived.get(name) ??
    inWorker("secretsOf", seed, offer).then((all) => all.map((one) => ({ ...one, offer })));
  derived.set(name, made);
  return made;
}

/** The key of an own secret; null when it is somebody else's. */
export async function ownKey(secret: string): Promise<KeyPair | null> {
  const [seed, mine] = [await readSeed(), await secrets.get(secret)];
  return seed && mine ? (await vaulting()).postKey(seed, fromHex(mine.input)) : null;
}

/** Asks for a removal; whether the server still had the thing. Only its key's owner is told that it has not. */
async function asked(body: object): Promise<boolean> {
  try {
    await unsigned("POST", "/v1/removals", body);
    return true;
  } catch (error) {
    if (nameOf(error) === "not-found") return false;
    throw error;
  }
}

/** Asks, by the secret's key and without session, that it goes in the next night. */
export async function removeSecret(secret: string): Promise<void> {
  const [key, mine] = [await ownKey(secret), await secrets.get(secret)];
  if (!key || !mine) return;
  const { signRemoval } = await vaulting();
  const body = { secret, key: b64(key.public), signature: b64(signRemoval(key, secret)) };
  const state = (await asked(body)) ? "removing" : "gone";
  await put({ ...mine, state, goes: undefined });
}

/** Asks, by the secret's key and without session, that its thread closes in the next night. */
export async function closeThread(secret: string): Promise<void> {
  const [key, mine] = [await ownKey(secret), await secrets.get(secret)];
  if (!key || !mine) return;
  const { signClosing } = await vaulting();
  const body = { secret, post_key: b64(key.public), signature: b64(signClosing(key, secret)) };
  await unsigned("POST", "/v1/closings", body);
  const night = place.value?.rhythm.night ?? 86_400;
  await put({ ...mine, closes: now() - (now() % night) + night });
}

/** Takes it off this device's list; the secret itself stays where it is. */
export async function forgetSecret(secret: string): Promise<void> {
  await secrets.drop(secret);
  await forgetClaims(secret);
  await readMine();
}

export async function removeComment(comment: string): Promise<void> {
  const [seed, mine] = [await readSeed(), await comments.get(comment)];
  if (!seed || !mine) return;
  const vault = await vaulting();
  const key = vault.commentKey(seed, fromHex(mine.input));
  const signature = b64(vault.signCommentRemoval(key, mine.secret, comment));
  const body = { secret: mine.secret, comment, key: b64(key.public), signature };
  if (await asked(body)) await comments.put(comment, { ...mine, removing: true, goes: undefined });
  else await comments.drop(comment);
  await readMine();
}
