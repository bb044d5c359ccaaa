/**
 * What was written and is not with the server yet. It is kept on the device before anything is
 * sent, so nothing typed is lost: not by a tunnel, a reload, or a circle that still gathers.
 */
import { computed, signal } from "@preact/signals";
import { Drawer } from "./store";
import { giveBack, type Token } from "./tokens";
import { inTurn } from "./turns";
import type { Card } from "./types";

interface Written {
  id: string;
  /** Milliseconds on this device's clock; never sent. */
  at: number;
  text: string;
  token: Token | null;
  /** An attempt with this token got no answer. */
  lost: boolean;
  /** Why it is still here: a reason of `Waiting`, or a problem's name. */
  why: string;
  /** The member has to change or drop it. */
  refused: boolean;
}

export interface WrittenSecret extends Written {
  kind: "secret";
  look: string;
  photo: Blob | null;
  edition: "any" | "next";
  reach: "anyone" | "near";
  life: "day" | "week" | "month";
}

export interface WrittenComment extends Written {
  kind: "comment";
  secret: string;
  label: string;
  /** With the author's badge: only for an own secret, and only by choice. */
  badge: boolean;
  /** A comment of the thread that it replies to. */
  replyTo: string | null;
}

export type Held = WrittenSecret | WrittenComment;
/** Reasons to wait that are not problems. */
export type Waiting = "sending" | "unread" | "circle" | "resting" | "coming" | "no-token";

const drawer = new Drawer<Held>("outbox");

export const held = signal<Held[]>([]);
export const heldSecrets = computed(() => held.value.filter((one) => one.kind === "secret"));
export const heldComments = computed(() => held.value.filter((one) => one.kind === "comment"));

export async function readOutbox(): Promise<void> {
  held.value = (await drawer.all()).sort((one, other) => one.at - other.at);
}

const fresh = () => ({
  id: crypto.randomUUID(),
  at: Date.now(),
  token: null,
  lost: false,
  why: "sending",
  refused: false,
});

export type NewSecret = Pick<WrittenSecret, "text" | "look" | "photo" | "edition" | "reach" | "life">;
export type NewComment = Pick<WrittenComment, "text" | "secret" | "label" | "badge" | "replyTo">;

/** Holds a secret; resolves once it is safe on this device. */
export async function holdSecret(given: NewSecret): Promise<WrittenSecret> {
  const written: WrittenSecret = { ...fresh(), kind: "secret", ...given };
  await keepHeld(written);
  return written;
}

export async function holdComment(given: NewComment): Promise<WrittenComment> {
  const written: WrittenComment = { ...fresh(), kind: "comment", ...given };
  await keepHeld(written);
  return written;
}

export async function keepHeld(item: Held): Promise<void> {
  await drawer.put(item.id, item);
  await readOutbox();
}

/**
 * A comment's tokens have another label each week. The new one is taken from cards that are read
 * anyway: asking for the card of a held comment would say who is about to comment there.
 */
export async function relabel(cards: readonly Card[]): Promise<void> {
  if (heldComments.peek().length === 0) return;
  const labels = new Map(cards.map(({ secret, label }) => [secret, label]));
  await inTurn(async () => {
    for (const item of heldComments.peek()) {
      const label = labels.get(item.secret);
      if (label && label !== item.label && !item.lost) await keepHeld({ ...item, label, token: null });
    }
  });
}

/** It is with the server. */
export async function letGo(id: string): Promise<void> {
  await drawer.drop(id);
  await readOutbox();
}

/**
 * The member takes it back before it is sent; the token is his again. Undefined when it was being
 * sent at that moment and is with the server now. `kept`: it has another place before it leaves this.
 */
export async function takeBack(id: string, kept?: () => Promise<void>): Promise<Held | undefined> {
  return inTurn(async () => {
    const item = await drawer.get(id);
    if (item) await kept?.();
    if (item?.token && !item.lost) await giveBack(item.token);
    await letGo(id);
    return item;
  });
}
