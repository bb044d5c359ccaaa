/**
 * What became of one's own since this device last showed it. It is found out here, from a bulletin
 * that every member gets alike: the server tells nobody that a secret of theirs was liked.
 */
import { computed, signal } from "@preact/signals";
import { follows, newIn } from "./follows";
import { isMine, type MySecret, mySecrets } from "./own";
import { Drawer } from "./store";
import type { BulletinLine } from "./types";

export type What = "out" | "public" | "answers" | "likes" | "shares";

export interface Happening {
  secret: string;
  text: string | null;
  what: What;
  /** How many, where it is a number: as shown, so in buckets. */
  n: number;
}

type Shown = Pick<BulletinLine, "likes" | "shares" | "public">;

const drawer = new Drawer<Shown & { secret: string }>("shown");
const shown = signal<ReadonlyMap<string, Shown>>(new Map());

export async function readShown(): Promise<void> {
  shown.value = new Map((await drawer.all()).map((one) => [one.secret, one]));
}

/** The member has had all of it before the eyes. */
export async function noteShown(): Promise<void> {
  for (const { secret, line } of mySecrets.peek()) {
    if (line) await drawer.put(secret, { secret, likes: line.likes, shares: line.shares, public: line.public });
  }
  await readShown();
}

/** Of one secret; what was told on another device is no news when it is first found. */
export function happened({ secret, text, line, sent }: MySecret, before: Shown | undefined): Happening[] {
  if (!line) return [];
  const one = (what: What, n = 0): Happening => ({ secret, text, what, n });
  if (!before) return sent > 0 ? [one("out")] : [];
  return [
    ...(line.public && !before.public ? [one("public")] : []),
    ...(line.likes > before.likes ? [one("likes", line.likes)] : []),
    ...(line.shares > before.shares ? [one("shares", line.shares)] : []),
  ];
}

const answered = ({ secret, text }: { secret: string; text: string | null }): Happening[] => {
  const n = newIn(secret);
  return n > 0 ? [{ secret, text, what: "answers", n }] : [];
};

export const happenings = computed((): Happening[] => [
  ...mySecrets.value.flatMap((one) => [...answered(one), ...happened(one, shown.value.get(one.secret))]),
  ...follows.value.filter((one) => !isMine(one.secret)).flatMap(answered),
]);
