/** The secret being written. It is kept on the device, so leaving the screen loses nothing. */
import { effect, signal } from "@preact/signals";

import type { NewSecret, WrittenSecret } from "../../../kit/outbox";
import { PLAIN, type Tone } from "../../../kit/tone";
import { me } from "../../../kit/session";
import { Drawer } from "../../../kit/store";
import { DEFAULT_LOOK, type Look } from "../looks/looks";
import { suggested } from "../looks/suggest";

export interface Draft {
  text: string;
  look: Look;
  /** By the member; until then the words choose. */
  picked: boolean;
  photo: Blob | null;
  /** The photo before it was made darker or softer; it stays in the draft. */
  original: Blob | null;
  tone: Tone;
  edition: WrittenSecret["edition"];
  reach: WrittenSecret["reach"];
  life: WrittenSecret["life"];
}

const drawer = new Drawer<Draft & { version?: string }>("draft");
const EMPTY: Draft = {
  text: "",
  look: DEFAULT_LOOK,
  picked: false,
  photo: null,
  original: null,
  tone: PLAIN,
  edition: "any",
  reach: "anyone",
  life: "month",
};

/** null until the device has been read. */
export const draft = signal<Draft | null>(null);

let timer = 0;
/** Changed here since it was last written down: another tab's is not written over by a look at it. */
let changed = false;
/** Of what this tab last read or wrote down: under another one lies what another tab wrote since. */
let version: string | undefined;

// Signed out: the next member on this device must not find it in the page's memory.
effect(() => {
  if (me.value === null) draft.value = null;
});

export async function readDraft(): Promise<void> {
  const kept = await drawer.get("draft"); // another tab may have written since
  if (changed && draft.value) return;
  draft.value = { ...EMPTY, ...kept };
  version = kept?.version;
}

/** Whether something else in its place would be a loss. */
export async function isBegun(): Promise<boolean> {
  await readDraft();
  return Boolean(draft.value?.text.trim() || draft.value?.photo);
}

/** Changes it, and writes it down a moment later. */
export function change(changes: Partial<Draft>): void {
  hold({ ...(draft.value ?? EMPTY), ...changes });
  clearTimeout(timer);
  timer = window.setTimeout(() => void writeDown(), 250);
}

function hold(next: Draft): void {
  [draft.value, changed] = [next, true];
}

/** Writes, and lets the words choose the background as long as nobody else has. */
export function write(text: string): void {
  change(draft.value?.picked ? { text } : { text, look: suggested(text) });
}

export async function writeDown(): Promise<void> {
  clearTimeout(timer);
  if (!draft.value || !changed) return;
  changed = false; // before it is put: what is typed meanwhile is not written yet
  version = crypto.randomUUID();
  try {
    await drawer.put("draft", { ...draft.value, version });
  } catch (error) {
    changed = true;
    throw error;
  }
}

/**
 * Once it is held in the outbox. The next one begins with nothing of it: a habit is a fingerprint. What
 * another tab has written since stays.
 */
export async function beginAnew(): Promise<void> {
  [draft.value, changed] = [EMPTY, false];
  try {
    await drawer.change("draft", (kept) => (kept && kept.version !== version ? kept : EMPTY));
  } catch (error) {
    changed = true; // it is told: what lies there is not read again
    throw error;
  }
}

/** Puts back something that was held, to be changed. */
export async function writeAgain(again: NewSecret & { look: Look }): Promise<void> {
  hold({ ...EMPTY, ...again, picked: true, original: again.photo });
  await writeDown();
}
