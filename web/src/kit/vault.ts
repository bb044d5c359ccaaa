/**
 * The member's one secret: a seed of 16 bytes, written down as 12 words. Every key of the device is
 * derived from it, so that the words alone bring back the tokens and what was told with them.
 */
import { ed25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { hex, join, utf8, uuidBytes, uuidHex, uuidOf } from "./bytes";
import type { Purpose } from "./types";

export const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

function derive(seed: Uint8Array, info: string, length: number): Uint8Array {
  return hkdf(sha256, seed, undefined, utf8(info), length);
}

export interface KeyPair {
  secret: Uint8Array;
  public: Uint8Array;
}

function keyPair(secret: Uint8Array): KeyPair {
  return { secret, public: ed25519.getPublicKey(secret) };
}

export const vaultKey = (seed: Uint8Array) => keyPair(derive(seed, "mimi/v1/vault-key", 32));

/** The key of the secret told with the token of this input; nobody else can derive it. */
export const postKey = (seed: Uint8Array, input: Uint8Array) =>
  keyPair(derive(seed, `mimi/v1/secret/${hex(input)}`, 32));

export const commentKey = (seed: Uint8Array, input: Uint8Array) =>
  keyPair(derive(seed, `mimi/v1/comment/${hex(input)}`, 32));

export interface TokenPlace {
  purpose: Purpose;
  label: string;
  epoch: number;
  index: number;
}

const tokenInfo = ({ purpose, label, epoch, index }: TokenPlace) =>
  `mimi/v1/token/${purpose}/${uuidHex(label)}/${epoch}/${index}`;

export function tokenInput(seed: Uint8Array, at: TokenPlace): Uint8Array {
  return derive(seed, `${tokenInfo(at)}/input`, 32);
}

/** The scalar that hides the input from the server: 64 bytes, little-endian, reduced mod L. */
export function tokenBlind(seed: Uint8Array, at: TokenPlace): bigint {
  const wide = derive(seed, `${tokenInfo(at)}/blind`, 64);
  return BigInt(`0x${hex(wide.reverse())}`) % ORDER;
}

/** What comes back for the token of the input `spent`. */
export interface RefundPlace {
  purpose: Purpose;
  label: string;
  epoch: number;
  spent: string;
}

const refundInfo = ({ purpose, label, epoch, spent }: RefundPlace) =>
  `mimi/v1/token/${purpose}/${uuidHex(label)}/${epoch}/refund/${spent}`;

export function refundInput(seed: Uint8Array, at: RefundPlace): Uint8Array {
  return derive(seed, `${refundInfo(at)}/input`, 32);
}

export function refundBlind(seed: Uint8Array, at: RefundPlace): bigint {
  const wide = derive(seed, `${refundInfo(at)}/blind`, 64);
  return BigInt(`0x${hex(wide.reverse())}`) % ORDER;
}

export function secretId(postKeyPublic: Uint8Array): string {
  return uuidOf(sha256(join(utf8("mimi/secret"), postKeyPublic)));
}

export function commentId(commentKeyPublic: Uint8Array): string {
  return uuidOf(sha256(join(utf8("mimi/comment"), commentKeyPublic)));
}

/** Shows at sign-in that this device holds the vault of the account. */
export function signInProof(seed: Uint8Array, phone: string, code: string): Uint8Array {
  const message = utf8(`mimi/sign-in\0${phone}\0${code}`);
  return ed25519.sign(message, vaultKey(seed).secret);
}

/** Acts that only the holder of a key can do. */
export const signRemoval = (post: KeyPair, secret: string) =>
  ed25519.sign(join(utf8("mimi/delete\0"), uuidBytes(secret)), post.secret);

export const signClosing = (post: KeyPair, secret: string) =>
  ed25519.sign(join(utf8("mimi/close\0"), uuidBytes(secret)), post.secret);

export const signBadge = (post: KeyPair, secret: string, comment: string) =>
  ed25519.sign(join(utf8("mimi/badge\0"), uuidBytes(secret), uuidBytes(comment)), post.secret);

export const signCommentRemoval = (key: KeyPair, secret: string, comment: string) =>
  ed25519.sign(
    join(utf8("mimi/delete-comment\0"), uuidBytes(secret), uuidBytes(comment)),
    key.secret,
  );

/** Opens what is decided about what was written with this key. */
export const noticeKey = (key: KeyPair) => sha256(join(utf8("mimi/notice"), key.public));

/** For a secret, or for a comment by the ids of its secret and of itself. */
export const signAppeal = (key: KeyPair, ids: string[], text: string) =>
  ed25519.sign(join(utf8("mimi/appeal\0"), ...ids.map(uuidBytes), utf8(text)), key.secret);

export const signSafe = (post: KeyPair, secret: string) =>
  ed25519.sign(join(utf8("mimi/safe\0"), uuidBytes(secret)), post.secret);

/** For a secret, or for a comment by the ids of its secret and of itself. */
export const signRefund = (key: KeyPair, ids: string[], label: string, blinded: Uint8Array) =>
  ed25519.sign(
    join(
      utf8(ids.length === 1 ? "mimi/refund\0" : "mimi/refund-comment\0"),
      ...ids.map(uuidBytes),
      uuidBytes(label),
      blinded,
    ),
    key.secret,
  );
