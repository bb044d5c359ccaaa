/**
 * Boxes: the seed sealed by a passkey or by a PIN, for the server to keep. It cannot open them: a
 * passkey's secret never leaves its authenticator, and a PIN's is made by device and server together.
 */
import { ed25519, ristretto255 } from "@noble/curves/ed25519.js";
import { argon2id } from "@noble/hashes/argon2.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { hex, join, utf8 } from "./bytes";
import { blind, type Blinded, finalize } from "./poprf";
import { ORDER, vaultKey } from "./vault";

export type Kind = "passkey" | "pin";

/** KiB and iterations of Argon2id: docs/adr/0011. */
const STRETCHING = { m: 64 * 1024, t: 2, p: 1, dkLen: 32 };
const VERSION = 1;
const NONCE = 12;
const BOX = 45;
const kindOf = (kind: Kind) => utf8(`mimi/v1/box/${kind}`);
const plain = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>; // as the platform types it

function keyOf(secret: Uint8Array, kind: Kind): Promise<CryptoKey> {
  const key = hkdf(sha256, secret, undefined, kindOf(kind), 32);
  return crypto.subtle.importKey("raw", plain(key), "AES-GCM", false, ["encrypt", "decrypt"]);
}

const cipher = (nonce: Uint8Array, kind: Kind) => ({
  name: "AES-GCM",
  iv: plain(nonce),
  additionalData: plain(kindOf(kind)),
});

export async function sealed(
  seed: Uint8Array,
  secret: Uint8Array,
  kind: Kind,
  nonce = crypto.getRandomValues(new Uint8Array(NONCE)),
): Promise<Uint8Array> {
  const inside = await crypto.subtle.encrypt(cipher(nonce, kind), await keyOf(secret, kind), plain(seed));
  return join(Uint8Array.of(VERSION), nonce, new Uint8Array(inside));
}

/** The seed; null when this secret did not seal the box. */
export async function opened(box: Uint8Array, secret: Uint8Array, kind: Kind): Promise<Uint8Array | null> {
  if (box.length !== BOX || box[0] !== VERSION) return null;
  const [nonce, inside] = [box.slice(1, 1 + NONCE), box.slice(1 + NONCE)];
  try {
    const key = await keyOf(secret, kind);
    return new Uint8Array(await crypto.subtle.decrypt(cipher(nonce, kind), key, plain(inside)));
  } catch {
    return null;
  }
}

/** Slow and hungry on purpose. What is made of the PIN is evaluated blindly, never the PIN itself. */
export function stretched(pin: string, salt: Uint8Array): Uint8Array {
  return argon2id(utf8(pin.normalize("NFKC").trim()), salt, STRETCHING);
}

/** Before the server's key and the PIN's name are known: what is sent depends on neither. */
export function blindPin(input: Uint8Array, scalar: bigint): Blinded {
  return blind(input, scalar, new Uint8Array(), ristretto255.Point.BASE.toBytes());
}

export interface Evaluation {
  draw: Uint8Array;
  evaluated: Uint8Array;
  proof: Uint8Array;
  key: Uint8Array;
}

/** What the PIN and the server make of it together. Throws when the proof does not hold. */
export function finishPin(blinded: Blinded, { draw, evaluated, proof, key }: Evaluation): Uint8Array {
  return finalize([blinded], [evaluated], proof, utf8(`mimi/pin/${hex(draw)}`), key)[0]!;
}

export function startPin(pin: string, salt: Uint8Array): Blinded {
  const wide = crypto.getRandomValues(new Uint8Array(64));
  const scalar = (BigInt(`0x${hex(wide)}`) % (ORDER - 1n)) + 1n;
  return blindPin(stretched(pin, salt), scalar);
}

const signed = (seed: Uint8Array, what: string, ...said: Uint8Array[]) =>
  ed25519.sign(join(utf8(`mimi/${what}\0`), ...said), vaultKey(seed).secret);

export const signOpening = (seed: Uint8Array, challenge: Uint8Array) => signed(seed, "open", challenge);
export const signPasskey = (seed: Uint8Array, box: Uint8Array) => signed(seed, "keep-passkey", box);
export const signPin = (seed: Uint8Array, draw: Uint8Array, salt: Uint8Array, box: Uint8Array) =>
  signed(seed, "keep-pin", draw, salt, box);
