/** What this device knows to be one's own: the list, without the keys (`mine.ts`). */
import { computed, signal } from "@preact/signals";
import type { WrittenSecret } from "./outbox";
import { Drawer } from "./store";
import type { BulletinLine, Card } from "./types";

export interface MySecret {
  secret: string;
  /** Hex of the token's input, from which its key is derived. */
  input: string;
  /** null: told on another device, and not seen here yet. */
  text: string | null;
  look: string;
  photo: Blob | null;
  state: "queued" | "out" | "removing" | "gone";
  /** The server's seconds when it was sent, or 0 when this device did not send it. */
  sent: number;
  line: BulletinLine | null;
  /** The bulletin does not have it any more: it has gone, is hidden, or is of a circle that one has left. */
  unlisted?: boolean;
  /** What was chosen; undefined when it was told elsewhere. */
  reach?: WrittenSecret["reach"];
  life?: WrittenSecret["life"];
  /** The server's seconds from which on nobody can answer; undefined: not asked for here. */
  closes?: number;
  /** The server's seconds from which on this device asks that it goes; undefined: it stays. */
  goes?: number;
}

export interface MyComment {
  comment: string;
  secret: string;
  input: string;
  text: string;
  badge: boolean;
  removing: boolean;
  /** As of a secret. */
  goes?: number;
}

export const secrets = new Drawer<MySecret>("my-secrets");
export const comments = new Drawer<MyComment>("my-comments");

export const mySecrets = signal<MySecret[]>([]);
export const myComments = signal<MyComment[]>([]);
const ids = computed(() => new Set(mySecrets.value.map((one) => one.secret)));

export const isMine = (secret: string): boolean => ids.value.has(secret);

export async function readMine(): Promise<void> {
  const all = await secrets.all();
  mySecrets.value = all.sort((one, other) => rank(other) - rank(one));
  myComments.value = await comments.all();
}

const rank = (one: MySecret) => one.line?.edition ?? (one.sent || 0);

export async function put(one: MySecret): Promise<void> {
  await secrets.put(one.secret, one);
  await readMine();
}

export async function changeSecret(secret: string, changes: Partial<MySecret>): Promise<void> {
  const mine = await secrets.get(secret);
  if (mine) await put({ ...mine, ...changes });
}

export async function changeComment(comment: string, changes: Partial<MyComment>): Promise<void> {
  const mine = await comments.get(comment);
  if (mine) await comments.put(comment, { ...mine, ...changes });
  await readMine();
}

/** Fills in texts of own secrets told elsewhere, from cards that the member sees anyway. */
export async function noteCards(cards: readonly Card[]): Promise<void> {
  for (const { secret, text, look } of cards) {
    const mine = ids.value.has(secret) ? await secrets.get(secret) : undefined;
    if (mine && mine.text === null) await put({ ...mine, text, look });
  }
}

/** Those of one's own that others may answer. */
export function ownThreads() {
  const out = mySecrets.peek().filter((one) => one.line !== null && one.state !== "gone");
  return out.map(({ secret, text, look, line }) => ({ secret, text, look, edition: line!.edition }));
}
