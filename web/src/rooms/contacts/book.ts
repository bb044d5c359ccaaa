/**
 * The numbers and invites that this device remembers. The server keeps no list that it could show,
 * so whoever wants to end a friendship finds it here, or types the number.
 */
import { signal } from "@preact/signals";
import { Drawer } from "../../kit/store";

export interface Known {
  number: string;
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

const numbers = new Drawer<Known>("numbers");
const invites = new Drawer<KnownInvite>("invites");

export const book = signal<Known[]>([]);
export const knownInvites = signal<KnownInvite[]>([]);

export async function readBook(): Promise<void> {
  book.value = await numbers.all();
  knownInvites.value = (await invites.all()).sort((one, other) => other.at - one.at);
}

export async function keepNumbers(all: readonly Known[]): Promise<void> {
  await Promise.all(all.map((one) => numbers.put(one.number, one)));
  await readBook();
}

export async function dropNumber(number: string): Promise<void> {
  await numbers.drop(number);
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
