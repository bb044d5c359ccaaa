/**
 * What came of one's own secrets and comments, and of what one reported. The server hands everybody
 * the same list of sealed boxes; this device makes the names and keys of its own, and asks for none.
 */
import { signal } from "@preact/signals";
import { unsigned } from "./api";
import { b64, fromB64, fromHex, join, utf8 } from "./bytes";
import { readSeed } from "./keyring";
import { myComments, type MySecret, mySecrets } from "./own";
import { readReports, reported } from "./reports";
import { Drawer } from "./store";
import type { Outcomes, Report } from "./types";

export interface Outcome {
  outcome: "removed" | "stays" | "kept" | "held" | "helped";
  rule: Report["reason"];
  day: number;
  appeal: boolean;
}

interface Kept extends Outcome {
  item: string;
}

const NONCE = 12;
const drawer = new Drawer<Kept>("outcomes");

/** By the id of one's own secret or comment, or by the receipt of a report. */
export const outcomes = signal<ReadonlyMap<string, Outcome>>(new Map());

export async function readKept(): Promise<void> {
  outcomes.value = new Map((await drawer.all()).map(({ item, ...outcome }) => [item, outcome]));
}

/** Whether nobody sees it any more, or not for now. */
export function isHidden(item: string): boolean {
  const outcome = outcomes.value.get(item)?.outcome;
  return outcome === "held" || outcome === "removed";
}

/** An own secret that the bulletin has is seen, whatever was found about it before. */
export const isHiddenNow = (one: MySecret): boolean =>
  (one.state !== "out" || one.unlisted === true) && isHidden(one.secret);

/** Asked in the rhythm of the page by whoever is signed in, with or without something to learn. */
export async function readOutcomes(): Promise<void> {
  const listed = (await unsigned<Outcomes>("GET", "/v1/outcomes")).outcomes;
  const boxes = new Map(listed.map(({ name, box }) => [name, fromB64(box)]));
  await readReports();
  for (const [item, key] of boxes.size ? await keys() : []) {
    const box = boxes.get(await nameOf(key));
    if (box) await drawer.put(item, { item, ...(await opened(box, key)) });
  }
  await readKept();
}

async function keys(): Promise<[item: string, key: Uint8Array][]> {
  const seed = await readSeed();
  if (!seed) return [];
  const { commentKey, noticeKey, postKey } = await import("./vault");
  return [
    ...mySecrets.value.map(({ secret, input }) => [secret, noticeKey(postKey(seed, fromHex(input)))]),
    ...myComments.value.map(({ comment, input }) => [comment, noticeKey(commentKey(seed, fromHex(input)))]),
    ...reported.value.map(({ receipt }) => [receipt, fromB64(receipt)]),
  ] as [string, Uint8Array][];
}

const plain = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>; // as the platform types it

async function nameOf(key: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", plain(join(utf8("mimi/outcome"), key)));
  return b64(new Uint8Array(digest).slice(0, 16));
}

export async function opened(box: Uint8Array, key: Uint8Array): Promise<Outcome> {
  const aes = await crypto.subtle.importKey("raw", plain(key), "AES-GCM", false, ["decrypt"]);
  const cipher = { name: "AES-GCM", iv: plain(box.slice(0, NONCE)) };
  const inside = await crypto.subtle.decrypt(cipher, aes, plain(box.slice(NONCE)));
  return JSON.parse(new TextDecoder().decode(inside)) as Outcome;
}
