/**
 * Threads that the member follows. Which they are stands on this device only: what is new in them
 * it reads out of bulletins about all threads of all near circles, which it asks for in the rhythm
 * of the page, with no argument, whether it follows something or not. So the server cannot learn
 * that somebody follows a thread, least of all that it is the one who wrote the secret.
 */
import { computed, signal } from "@preact/signals";
import { signed } from "./api";
import { now, place } from "./place";
import { Drawer } from "./store";
import type { Talks } from "./types";

export interface Followed {
  secret: string;
  /** Its words, for the list; null: one's own, told on another device and not seen here yet. */
  text: string | null;
  look: string;
  edition: number;
  /** How many comments were said when it was last read here, with those of one's own to come. */
  seen: number;
  /** One's own, of which the member does not want to hear. */
  quiet: boolean;
}

export type Followable = Pick<Followed, "secret" | "text" | "look" | "edition">;

const drawer = new Drawer<Followed>("follows");

export const follows = signal<Followed[]>([]);
/** How many comments have come out in each thread, as the last bulletins say. */
export const talks = signal<ReadonlyMap<string, number>>(new Map());

const loud = computed(() => follows.value.filter((one) => !one.quiet));

export const isFollowed = (secret: string): boolean => loud.value.some((one) => one.secret === secret);

export function newIn(secret: string): number {
  const one = loud.value.find((followed) => followed.secret === secret);
  return one ? Math.max(0, (talks.value.get(secret) ?? 0) - one.seen) : 0;
}

/** New comments in all threads that are followed. */
export const newInAll = computed(() => loud.value.reduce((sum, { secret }) => sum + newIn(secret), 0));

export async function readFollows(): Promise<void> {
  follows.value = (await drawer.all()).sort((one, other) => other.edition - one.edition);
}

async function put(one: Followed): Promise<void> {
  await drawer.put(one.secret, one);
  await readFollows();
}

/** `seen`: what has been said by now, as far as this device knows. */
export const follow = (of: Followable, seen: number): Promise<void> => put({ ...of, seen, quiet: false });

/** One's own is kept as quiet, or else it would be followed again. */
export async function unfollow(secret: string, own: boolean): Promise<void> {
  const one = await drawer.get(secret);
  if (one && own) return put({ ...one, quiet: true });
  await drawer.drop(secret);
  await readFollows();
}

/** The member has the thread before the eyes; `said` counts what is out or is one's own to come. */
export async function noteRead(secret: string, said: number): Promise<void> {
  const one = await drawer.get(secret);
  if (one && one.seen !== said) await put({ ...one, seen: said });
}

/** A comment of one's own is under way: it will be no news. */
export async function noteOwn(secret: string): Promise<void> {
  const one = await drawer.get(secret);
  if (one) await put({ ...one, seen: one.seen + 1 });
}

/** Asked for in the upkeep and nowhere else; follows one's own secrets by itself. */
export async function readTalks(own: readonly Followable[]): Promise<void> {
  const circles = await signed<Talks[]>("GET", "/v1/bulletins");
  talks.value = new Map(circles.flatMap(({ secrets }) => secrets.map(({ secret, said }) => [secret, said])));
  await tidy(own);
}

async function tidy(own: readonly Followable[]): Promise<void> {
  const known = new Set((await drawer.all()).map((one) => one.secret));
  for (const one of own) if (!known.has(one.secret)) await drawer.put(one.secret, { ...one, seen: 0, quiet: false });
  const rhythm = place.value?.rhythm;
  const longest = rhythm ? rhythm.secret_life + 2 * rhythm.night : Infinity;
  for (const { secret, edition } of await drawer.all()) if (now() > edition + longest) await drawer.drop(secret);
  await readFollows();
}
