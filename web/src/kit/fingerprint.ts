/** A key short enough for two people to compare. */
import { sha256 } from "@noble/hashes/sha2.js";
import { b64, fromB64, hex } from "./bytes";

export interface Fingerprint {
  /** For invites: 8 bytes. */
  short: string;
  /** For people: eight groups of four. */
  spoken: string;
}

export function fingerprint(key: string): Fingerprint {
  const digest = sha256(fromB64(key));
  const groups = hex(digest.slice(0, 16)).match(/.{4}/g) ?? [];
  return { short: b64(digest.slice(0, 8)), spoken: groups.join(" ") };
}
