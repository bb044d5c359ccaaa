/** The slow arithmetic of tokens and PINs; it runs in a worker, so that scrolling stays smooth. */
import { finishPin, startPin } from "./boxes";
import { b64, fromB64, hex, utf8, uuidHex } from "./bytes";
import { blind, finalize, type Blinded } from "./poprf";
import type { BatchOffer, Evaluated } from "./types";
import { postKey, secretId, tokenBlind, tokenInput } from "./vault";

export type Batch = Omit<BatchOffer, "ends">;

export interface BlindedBatch {
  /** What is sent. */
  request: { label: string; blinded: string[] };
  /** What stays. */
  kept: Blinded[];
}

/** What the server binds a token to: the same bytes for everybody who may hold one. */
function infoOf({ purpose, label, epoch }: Batch): Uint8Array {
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
  batch: Batch,
  kept: Blinded[],
  { evaluated, proof }: Evaluated,
  key: string,
): Uint8Array[] {
  return finalize(kept, evaluated.map(fromB64), fromB64(proof), infoOf(batch), fromB64(key));
}

/** The ids of the secrets that can be told with a batch, with the inputs they come from. */
export function secretsOf(seed: Uint8Array, batch: Batch): { secret: string; input: string }[] {
  return inputsOf(seed, batch).map((input) => ({
    secret: secretId(postKey(seed, input).public),
    input: hex(input),
  }));
}

export const TASKS = { blindBatch, finishBatch, secretsOf, startPin, finishPin };
export type Tasks = typeof TASKS;
