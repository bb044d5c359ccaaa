/** The endless feed as this device has read it. It outlives the screen, so coming back is instant. */
import { computed, effect, signal } from "@preact/signals";

import { nameOf, signed } from "../../kit/api";
import { mySecrets, noteCards } from "../../kit/mine";
import { relabel } from "../../kit/outbox";
import type { Card, FeedPage } from "../../kit/types";

export const cards = signal<readonly Card[]>([]);
/** The newest edition that the cards were read in; null before the first page. */
export const edition = signal<number | null>(null);
/** A first page of a newer edition, read but not shown yet. */
export const waiting = signal<FeedPage | null>(null);
export const problem = signal<string | null>(null);
export const busy = signal(false);

const next = signal<string | null>(null);

export const opened = computed(() => edition.value !== null);
export const ended = computed(() => opened.value && next.value === null);

// Texts of own secrets that were told on another device, as soon as they pass by.
effect(() => {
  if (mySecrets.value.some((one) => one.text === null)) void noteCards(cards.value);
});

// Comments that wait here since the week before.
effect(() => void relabel(cards.value));

const read = (cursor: string | null) =>
  signed<FeedPage>("GET", cursor ? `/v1/feed?cursor=${encodeURIComponent(cursor)}` : "/v1/feed");

/** Without those that are here already: a page that came twice shows nothing twice. */
export function added(known: readonly Card[], more: readonly Card[]): Card[] {
  const ids = new Set(known.map((card) => card.secret));
  return [...known, ...more.filter((card) => !ids.has(card.secret))];
}

export function anew(page: FeedPage): void {
  cards.value = page.cards;
  edition.value = page.edition;
  next.value = page.next;
  waiting.value = null;
}

/** Reads the first page, or the one after the last. */
export async function readMore(): Promise<void> {
  if (busy.value || ended.value) return;
  busy.value = true;
  problem.value = null;
  try {
    const page = await read(next.value);
    if (opened.value) append(page);
    else anew(page);
  } catch (error) {
    recover(nameOf(error));
  }
  busy.value = false;
}

function append(page: FeedPage): void {
  cards.value = added(cards.value, page.cards);
  next.value = page.next;
}

// A cursor that the server no longer takes: what was read stays, and the feed is begun again.
function recover(name: string): void {
  problem.value = name;
  if (name === "invalid-cursor") edition.value = next.value = null;
}

/** Looks for a newer edition without moving what is being read. One without news is no news. */
export async function lookForNew(): Promise<void> {
  const page = await read(null);
  if (page.edition === edition.value) return;
  if (added(cards.value, page.cards).length > cards.value.length) waiting.value = page;
  else edition.value = page.edition;
}

/** Begins again from the newest edition; false when there was none newer. Raises Problem. */
export async function refresh(): Promise<boolean> {
  const page = waiting.value ?? (await read(null));
  const newer = page.edition !== edition.value;
  anew(page);
  return newer;
}

export function forgetFeed(): void {
  [cards.value, edition.value, next.value, waiting.value, problem.value] = [[], null, null, null, null];
}
