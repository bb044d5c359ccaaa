/**
 * Blind tokens: RFC 9497, mode POPRF, ciphersuite ristretto255-SHA512 (the client's half).
 * The proof is checked for every batch: it shows that the server used the one key for everybody,
 * since a key of its own for one member would mark what that member writes.
 */
import { ristretto255_oprf } from "@noble/curves/ed25519.js";
import { numberToBytesLE } from "@noble/curves/utils.js";

export interface Blinded {
  input: Uint8Array;
  /** The blind scalar, 32 bytes; it never leaves the device. */
  blind: Uint8Array;
  /** The only thing that is sent. */
  blinded: Uint8Array;
}

/** The library draws its blind as bytes mod (order - 1), plus 1: these bytes make it `scalar`. */
function drawing(scalar: bigint) {
  return (length = 48) => numberToBytesLE(scalar - 1n, length);
}

export function blind(input: Uint8Array, scalar: bigint, info: Uint8Array, key: Uint8Array): Blinded {
  const made = ristretto255_oprf.poprf(info).blind(input, key, drawing(scalar));
  return { input, blind: made.blind, blinded: made.blinded };
}

/** The outputs (64 bytes each) of a batch. Throws when the proof does not hold. */
export function finalize(
  batch: readonly Blinded[],
  evaluated: readonly Uint8Array[],
  proof: Uint8Array,
  info: Uint8Array,
  key: Uint8Array,
): Uint8Array[] {
  const poprf = ristretto255_oprf.poprf(info);
  const { tweakedKey } = poprf.blind(batch[0]!.input, key);
  if (evaluated.length !== batch.length) throw new Error("the batch came back with another size");
  const items = batch.map((one, i) => ({ ...one, evaluated: evaluated[i]! }));
  return poprf.finalizeBatch(items, proof, tweakedKey);
}
