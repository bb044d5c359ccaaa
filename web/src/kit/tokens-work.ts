/** The slow arithmetic of tokens and PINs; it runs in a worker, so that scrolling stays smooth. */
import { finishPin, startPin, stretched } from "./boxes";
import { b64, fromB64, hex, utf8, uuidHex } from "./bytes";
import { blind, finalize, type Blinded } from "./poprf";
import type { BatchOffer, Evaluated } from "./types";
import { postKey, refundBlind, refundInput, secretId, tokenBlind, tokenInput, vaultKey } from "./vault";

export type Batch = Omit<BatchOffer, "ends">;
type BatchName = Omit<Batch, "tokens">;

/** How often a token can come back within its epoch of four weeks. */
const REFUNDS = 14;

export interface BlindedBatch {
  /** What is sent. */
  request: { label: string; blinded: string[] };
  /** What stays. */
  kept: Blinded[];
}

/** What the server binds a token to: the same bytes for everybody who may hold one. */
function infoOf({ purpose, label, epoch }: BatchName): Uint8Array {
  return utf8(`mimi/${purpose}/${uuidHex(label)}/${epoch}`);
}

export function inputsOf(seed: Uint8Array, batch: Batch): Uint8Array[] {
  return Array.from({ length: batch.tokens }, (_, index) => tokenInput(seed, { ...batch, index }));
}

export function blindBatch(seed: Uint8Array, batch: Batch, key: string): BlindedBatch {
  const [info, publicKey] = [infoOf(batch), fromB64(key)];
  const kept = inputsOf(seed, batch).map((input, index) =>
    blind(input, tokenBlind(seed, { ...batch, index }), info, publicKey),
  );
  return { request: { label: batch.label, blinded: kept.map((one) => b64(one.blinded)) }, kept };
}

/** The outputs of a batch. Throws when the server's proof does not hold. */
export function finishBatch(
  batch: BatchName,
  kept: Blinded[],
  { evaluated, proof }: Evaluated,
  key: string,
): Uint8Array[] {
  return finalize(kept, evaluated.map(fromB64), fromB64(proof), infoOf(batch), fromB64(key));
}

/** The ids of the secrets that can be told with a batch, with the inputs they come from. */
export function secretsOf(seed: Uint8Array, batch: Batch): { secret: string; input: string }[] {
  return everyInput(seed, batch).map((input) => ({
    secret: secretId(postKey(seed, input).public),
    input: hex(input),
  }));
}

/** Of the tokens that were issued, those that came back for them, and so on. */
function everyInput(seed: Uint8Array, batch: Batch): Uint8Array[] {
  const rounds = [inputsOf(seed, batch)];
  while (rounds.length <= REFUNDS) {
    rounds.push(rounds.at(-1)!.map((input) => refundInput(seed, { ...batch, spent: hex(input) })));
  }
  return rounds.flat();
}

/** What is asked for to get the token of the input `spent` back: always the same. */
export function blindRefund(seed: Uint8Array, batch: BatchName, spent: string, key: string): Blinded {
  const at = { ...batch, spent };
  return blind(refundInput(seed, at), refundBlind(seed, at), infoOf(batch), fromB64(key));
}

/** By which the server knows the vault. */
export const vaultKeyOf = (seed: Uint8Array): string => b64(vaultKey(seed).public);

export const TASKS = {
  blindBatch,
  blindRefund,
  finishBatch,
  finishPin,
  secretsOf,
  startPin,
  stretched,
  vaultKeyOf,
};
export type Tasks = typeof TASKS;
