/**
 * Seals what this device keeps, by a key that only the open lock has in memory: who finds the device,
 * or reads its disk, sees how much of what kind there is, and neither names nor contents.
 */
import { b64, fromB64, hex, utf8 } from "./bytes";

export interface Seal {
  /** Under which a thing lies; keys are ids of own secrets, so they are hidden too. */
  name(drawer: string, key: string): Promise<string>;
  close(key: string, thing: unknown): Promise<Sealed>;
  /** A sealed thing with its key; null for what lies there openly. */
  pair(found: unknown): Promise<readonly [key: string, thing: unknown]> | null;
}

/** The first part is the thing, the others are its photos. */
interface Sealed {
  sealed: Uint8Array[];
}

type Bytes = Uint8Array<ArrayBuffer>;
const NONCE = 12;
const isSealed = (found: unknown): found is Sealed =>
  typeof found === "object" && found !== null && Array.isArray((found as Sealed).sealed);

export async function sealBy(secret: Uint8Array): Promise<Seal> {
  const root = await crypto.subtle.importKey("raw", secret as Bytes, "HKDF", false, ["deriveKey"]);
  const of = (info: string) => ({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(info) as Bytes });
  const aes = { name: "AES-GCM", length: 256 };
  const hmac = { name: "HMAC", hash: "SHA-256", length: 256 };
  const cipher = await crypto.subtle.deriveKey(of("mimi/v1/device/things"), root, aes, false, ["encrypt", "decrypt"]);
  const namer = await crypto.subtle.deriveKey(of("mimi/v1/device/names"), root, hmac, false, ["sign"]);
  return {
    async name(drawer, key) {
      return hex(new Uint8Array(await crypto.subtle.sign("HMAC", namer, utf8(`${drawer}/${key}`) as Bytes)));
    },
    async close(key, thing) {
      const blobs: Blob[] = [];
      const text = utf8(JSON.stringify([key, flat(thing, blobs)])) as Bytes;
      const parts = [text, ...(await Promise.all(blobs.map((one) => one.arrayBuffer())))];
      return { sealed: await Promise.all(parts.map((part) => encrypted(cipher, part))) };
    },
    pair: (found) => (isSealed(found) ? openedBy(cipher, found) : null),
  };
}

async function openedBy(cipher: CryptoKey, { sealed }: Sealed): Promise<[string, unknown]> {
  const [text, ...photos] = await Promise.all(sealed.map((part) => decrypted(cipher, part)));
  const [key, thing] = JSON.parse(new TextDecoder().decode(text)) as [string, Flat];
  return [key, round(thing, photos)];
}

async function encrypted(cipher: CryptoKey, plain: BufferSource): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const inside = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, cipher, plain));
  const whole = new Uint8Array(NONCE + inside.length);
  whole.set(iv);
  whole.set(inside, NONCE);
  return whole;
}

function decrypted(cipher: CryptoKey, part: Uint8Array): Promise<ArrayBuffer> {
  const iv = part.slice(0, NONCE) as Bytes;
  return crypto.subtle.decrypt({ name: "AES-GCM", iv }, cipher, part.slice(NONCE) as Bytes);
}

/** What JSON cannot say stands in an object of one field. */
type Flat = null | boolean | number | string | { list: Flat[] } | { of: Record<string, Flat> } | { bytes: string } | { photo: number; type: string };

function flat(thing: unknown, blobs: Blob[]): Flat {
  if (thing instanceof Uint8Array) return { bytes: b64(thing) };
  if (thing instanceof Blob) return { photo: blobs.push(thing) - 1, type: thing.type };
  if (Array.isArray(thing)) return { list: thing.map((one) => flat(one, blobs)) };
  if (typeof thing !== "object" || thing === null) return thing as Flat;
  const known = Object.entries(thing).filter(([, value]) => value !== undefined);
  return { of: Object.fromEntries(known.map(([name, value]) => [name, flat(value, blobs)])) };
}

function round(thing: Flat, photos: ArrayBuffer[]): unknown {
  if (typeof thing !== "object" || thing === null) return thing;
  if ("bytes" in thing) return fromB64(thing.bytes);
  if ("photo" in thing) return new Blob([photos[thing.photo]!], { type: thing.type });
  if ("list" in thing) return thing.list.map((one) => round(one, photos));
  return Object.fromEntries(Object.entries(thing.of).map(([name, value]) => [name, round(value, photos)]));
}
