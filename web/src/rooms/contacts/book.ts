/**
 * The numbers and invites that this device remembers. The server keeps no list that it could show,
 * so whoever wants to end a friendship finds it here, or types the number. An upload replaces the
 * whole set, so the numbers of the last one are needed for the next. Of a file or of the phone's own
 * contacts nothing else is kept: who finds this device must not find an address book in it.
 */
import { computed, signal } from "@preact/signals";
import { Drawer } from "../../kit/store";

export interface Known {
  number: string;
  /** What the member himself wrote beside it, or nothing. */
  note: string;
  state: "sent" | "blocked";
}

export interface KnownInvite {
  invite: string;
  kind: "one" | "group";
  /** Made here, or accepted here. */
  made: boolean;
  /** Milliseconds; of an accepted one, when it was accepted. */
  at: number;
  days: number;
  note: string;
}

// All in one: thousands of them, each put by itself, take seconds on a phone.
const numbers = new Drawer<Known[]>("numbers");
const invites = new Drawer<KnownInvite>("invites");

export const book = signal<Known[]>([]);
export const knownInvites = signal<KnownInvite[]>([]);

/** Nothing was sent from here, as far as this device remembers. */
export const knowsNone = computed(() => book.value.every((one) => one.state !== "sent"));

export async function readBook(): Promise<void> {
  book.value = (await numbers.get("all")) ?? [];
  knownInvites.value = (await invites.all()).sort((one, other) => other.at - one.at);
}

export function keepNumbers(all: readonly Known[]): Promise<void> {
  return changeNumbers((before) => {
    const known = new Map([...before, ...all].map((one) => [one.number, one]));
    return [...known.values()];
  });
}

export function dropNumber(number: string): Promise<void> {
  return changeNumbers((before) => before.filter((one) => one.number !== number));
}

async function changeNumbers(changed: (before: Known[]) => Known[]): Promise<void> {
  await numbers.change("all", (before = []) => changed(before));
  await readBook();
}

export async function keepInvite(one: KnownInvite): Promise<void> {
  await invites.put(one.invite, one);
  await readBook();
}

export async function dropInvite(invite: string): Promise<void> {
  await invites.drop(invite);
  await readBook();
}
