/**
 * The endless feed as this device has read it. It outlives the screen, so coming back is instant.
 * Only the pages around the eyes keep their cards: those behind are read again, by the same cursor,
 * when the member goes back, so that ten thousand cards take no more memory than a hundred.
 */
import { computed, effect, signal } from "@preact/signals";

import { nameOf, signed } from "../../kit/api";
import { mySecrets, noteCards } from "../../kit/own";
import { relabel } from "../../kit/outbox";
import type { Card, FeedPage } from "../../kit/types";
import { keepPage, keptPage } from "./kept";

export interface Page {
  /** What it was read with. */
  cursor: string | null;
  /** What the page after it is read with. */
  next: string | null;
  /** How many cards stand before it. */
  from: number;
  count: number;
  /** null: let go. */
  cards: readonly Card[] | null;
}

export const pages = signal<readonly Page[]>([]);
/** The newest edition that the cards were read in; null before the first page. */
export const edition = signal<number | null>(null);
/** A first page of a newer edition, read but not shown yet. */
export const waiting = signal<FeedPage | null>(null);
export const problem = signal<string | null>(null);
export const busy = signal(false);

/** Those that are here. */
export const cards = computed(() => pages.value.flatMap((page) => page.cards ?? []));
export const opened = computed(() => edition.value !== null);
export const ended = computed(() => opened.value && pages.value.at(-1)?.next === null);

let begun: ReadonlySet<string> = new Set(); // what the first page had, to tell news by
let turn = 0; // rises when the feed begins anew, so that a late answer finds nothing of it

const KEPT = 2; // pages before and after the one in sight

// Texts of own secrets that were told on another device, as soon as they pass by.
effect(() => {
  if (mySecrets.value.some((one) => one.text === null)) void noteCards(cards.value);
});

// Comments that wait here since the week before.
effect(() => void relabel(cards.value));

const read = (cursor: string | null) =>
  signed<FeedPage>("GET", cursor ? `/v1/feed?cursor=${encodeURIComponent(cursor)}` : "/v1/feed");

/** Without those that are here already: a page that came twice shows nothing twice. */
export function unknown(known: readonly Card[], more: readonly Card[]): Card[] {
  const ids = new Set(known.map((card) => card.secret));
  return more.filter((card) => !ids.has(card.secret));
}

export function anew(page: FeedPage): void {
  turn += 1;
  begun = new Set(page.cards.map((card) => card.secret));
  pages.value = [{ cursor: null, next: page.next, from: 0, count: page.cards.length, cards: page.cards }];
  edition.value = page.edition;
  waiting.value = null;
  void keepPage(null, page);
}

/** Reads the first page, or the one after the last. */
export async function readMore(): Promise<void> {
  if (busy.value || ended.value) return;
  const cursor = (opened.value && pages.value.at(-1)?.next) || null;
  await reading(cursor, (page) => (opened.value ? append(cursor, page) : anew(page)));
}

/** Brings back the cards of a page that was let go. */
export async function readAgain(at: number): Promise<void> {
  const before = pages.value[at];
  if (busy.value || !before || before.cards) return;
  await reading(before.cursor, ({ cards }) => {
    change(at, { cards: unknown(othersThan(at), cards).slice(0, before.count) });
  });
}

async function reading(cursor: string | null, then: (page: FeedPage) => void): Promise<void> {
  busy.value = true;
  problem.value = null;
  const mine = turn;
  try {
    const page = await readOrKept(cursor);
    if (mine === turn) then(page);
  } catch (error) {
    if (mine === turn) recover(nameOf(error));
  }
  busy.value = false;
}

/** Without a network, what was read with this cursor before. */
async function readOrKept(cursor: string | null): Promise<FeedPage> {
  try {
    return await read(cursor);
  } catch (error) {
    const kept = nameOf(error) === "offline" ? await keptPage(cursor) : undefined;
    if (kept) return kept;
    throw error;
  }
}

function append(cursor: string | null, page: FeedPage): void {
  void keepPage(cursor, page);
  const last = pages.value.at(-1)!;
  const fresh = unknown(cards.value, page.cards);
  const from = last.from + last.count;
  pages.value = [...pages.value, { cursor, next: page.next, from, count: fresh.length, cards: fresh }];
}

const othersThan = (at: number) => pages.value.flatMap((page, other) => (other === at ? [] : (page.cards ?? [])));

function change(at: number, changes: Partial<Page>): void {
  pages.value = pages.value.map((page, other) => (other === at ? { ...page, ...changes } : page));
}

/** Lets go of the cards of all pages far from this one. */
export function keepAround(at: number): void {
  const far = (page: Page, other: number) => page.cards !== null && Math.abs(other - at) > KEPT;
  if (!pages.peek().some(far)) return;
  pages.value = pages.peek().map((page, other) => (far(page, other) ? { ...page, cards: null } : page));
}

// A cursor that the server no longer takes: the feed is begun again.
function recover(name: string): void {
  problem.value = name;
  if (name === "invalid-cursor") [pages.value, edition.value] = [[], null];
}

/** Looks for a newer edition without moving what is being read. One without news is no news. */
export async function lookForNew(): Promise<void> {
  const page = await read(null);
  if (page.edition === edition.value) return;
  if (page.cards.some((card) => !begun.has(card.secret))) waiting.value = page;
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
  turn += 1;
  [pages.value, edition.value, waiting.value, problem.value] = [[], null, null, null];
}
