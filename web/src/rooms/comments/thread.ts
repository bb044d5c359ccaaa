/** One secret with its comments, as this device may see them. */
import { type Signal, signal } from "@preact/signals";

import { nameOf, signed } from "../../kit/api";
import { relabel } from "../../kit/outbox";
import type { Card, Comment, CommentPage } from "../../kit/types";
import { cards } from "../feed/pages";

export interface Thread {
  secret: string;
  card: Signal<Card | null>;
  comments: Signal<readonly Comment[]>;
  next: Signal<string | null>;
  /** The cursor of the last page that was read: what comes out later stands on it or after it. */
  at: string | null;
  /** How many have been said in all, those that are gone too. */
  said: Signal<number>;
  closed: Signal<boolean>;
  /** It is heated: answers wait for the hour. */
  calm: Signal<boolean>;
  /** What the member is about to reply to. */
  replying: Signal<Comment | null>;
  problem: Signal<string | null>;
  read: Signal<boolean>;
}

/** Begins with the card of the feed, if it is there, so that nothing blinks. */
export function threadOf(secret: string): Thread {
  return {
    secret,
    card: signal(cards.value.find((card) => card.secret === secret) ?? null),
    comments: signal([]),
    next: signal(null),
    at: null,
    said: signal(0),
    closed: signal(false),
    calm: signal(false),
    replying: signal(null),
    problem: signal(null),
    read: signal(false),
  };
}

const page = (secret: string, cursor: string | null) =>
  signed<CommentPage>(
    "GET",
    `/v1/secrets/${secret}/comments${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`,
  );

export async function open(thread: Thread): Promise<void> {
  thread.problem.value = null;
  try {
    const { secret } = thread;
    const [card, first] = await Promise.all([signed<Card>("GET", `/v1/secrets/${secret}`), page(secret, null)]);
    thread.card.value = card;
    void relabel([card]);
    thread.comments.value = [];
    append(thread, null, first);
    thread.read.value = true;
  } catch (error) {
    thread.problem.value = nameOf(error);
  }
}

function append(thread: Thread, at: string | null, { comments, next, said, closed, calm }: CommentPage): void {
  const known = new Set(thread.comments.value.map((one) => one.comment));
  const fresh = comments.filter((one) => !known.has(one.comment));
  thread.comments.value = [...thread.comments.value, ...fresh];
  [thread.at, thread.next.value] = [at, next];
  [thread.said.value, thread.closed.value, thread.calm.value] = [said, closed, calm];
}

export async function readOn(thread: Thread, at = thread.next.value): Promise<void> {
  try {
    append(thread, at, await page(thread.secret, at));
  } catch (error) {
    thread.problem.value = nameOf(error);
  }
}

/** What has come out since. */
export async function readNews(thread: Thread): Promise<void> {
  if (thread.read.value) await readOn(thread, thread.at);
}
