/** What an author says by the key of what was written, without session; it shows in the night. */
import { unsigned } from "./api";
import { b64, fromHex } from "./bytes";
import { readSeed } from "./keyring";
import { myComments, mySecrets } from "./own";
import type { KeyPair } from "./vault";

const vaulting = () => import("./vault");

/** Asks that somebody else decides about an own secret or comment. Raises Problem. */
export async function appeal(item: string, text: string): Promise<void> {
  const own = await ownOf(item);
  if (!own) return;
  const { signAppeal } = await vaulting();
  await plead("/v1/appeals", own, signAppeal(own.key, own.ids, text), text);
}

/** Tells those who worry that one is safe. Raises Problem. */
export async function saySafe(secret: string): Promise<void> {
  const own = await ownOf(secret);
  if (!own) return;
  const { signSafe } = await vaulting();
  await plead("/v1/safe", own, signSafe(own.key, secret), "");
}

interface Own {
  key: KeyPair;
  /** Of the secret, and of the comment if it is one. */
  ids: string[];
}

async function ownOf(item: string): Promise<Own | null> {
  const seed = await readSeed();
  const secret = mySecrets.value.find((one) => one.secret === item);
  const comment = myComments.value.find((one) => one.comment === item);
  if (!seed || !(secret ?? comment)) return null;
  const { commentKey, postKey } = await vaulting();
  if (secret) return { key: postKey(seed, fromHex(secret.input)), ids: [item] };
  return { key: commentKey(seed, fromHex(comment!.input)), ids: [comment!.secret, item] };
}

function plead(path: string, { key, ids: [secret, comment] }: Own, signature: Uint8Array, text: string) {
  const proof = { key: b64(key.public), signature: b64(signature) };
  return unsigned("POST", path, { secret, comment: comment ?? null, text, ...proof });
}
