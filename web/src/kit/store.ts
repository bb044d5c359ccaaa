/** What this device keeps: one place for each kind of thing, in IndexedDB, sealed while a lock is set. */
import { clear, createStore, del, delMany, entries, get, keys, set, setMany, update, type UseStore } from "idb-keyval";
import type { Seal } from "./sealing";

/** All drawers, since the script of one may not be here when everything is sealed or forgotten. */
const DRAWERS = [
  "me", "vault", "token-key", "passkeys", "reminders", "tokens", "offers", "refunds", "outbox", "draft",
  "my-secrets", "my-comments", "follows", "likes", "feed", "numbers", "invites", "shared", "reports",
  "outcomes", "help", "notices", "ring", "shown",
] as const;

/** What a notice says lies open: the service worker that shows it has no key, and it is the same for all. */
const OPEN = "ring";

let seal: Seal | null = null;
/** While everything is written again, nobody else reads or writes: half of it is sealed otherwise. */
let still: Promise<void> = Promise.resolve();

let stopped = false;

/** Nothing is written from this page any more; it is about to go. */
export function stopWriting(): void {
  stopped = true;
}

/** The lock was opened: what is written from now on is sealed. */
export function useSeal(by: Seal | null): void {
  seal = by;
}

/** A drawer of things of one type, by key. It outlives a reload and works without a network. */
export class Drawer<Thing> {
  private store: UseStore | null = null;

  constructor(readonly name: (typeof DRAWERS)[number]) {}

  private get seal(): Seal | null {
    return this.name === OPEN ? null : seal;
  }

  async get(key: string): Promise<Thing | undefined> {
    return this.opened(await get(await this.named(key), this.open()));
  }

  async all(): Promise<Thing[]> {
    return (await this.pairs()).map(([, thing]) => thing);
  }

  async put(key: string, thing: Thing): Promise<void> {
    const [name, closed] = [await this.named(key), await this.closed(key, thing)];
    if (!stopped) await set(name, closed, this.open());
  }

  /** Reads and writes in one go, so that two tabs cannot both take the same thing. */
  async change(key: string, changed: (thing: Thing | undefined) => Thing): Promise<void> {
    await still;
    if (stopped) return;
    if (!this.seal) return update<Thing>(key, changed, this.open()); // one transaction
    const work = async () => this.put(key, changed(await this.get(key)));
    await (globalThis.navigator?.locks?.request(`mimi-${this.name}`, work) ?? work());
  }

  async drop(key: string): Promise<void> {
    await del(await this.named(key), this.open());
  }

  async empty(): Promise<void> {
    await clear(this.open());
  }

  /** Writes all again as `next` seals it, and what an interrupted time before left as it was. */
  async reseal(next: Seal | null): Promise<void> {
    if (this.name === OPEN) return;
    const before = await keys<string>(this.open());
    const written = await Promise.all(
      (await this.lying()).map(async ([key, thing]): Promise<[string, unknown]> =>
        next ? [await next.name(this.name, key), await next.close(key, thing)] : [key, thing],
      ),
    );
    await setMany(written, this.open());
    const kept = new Set(written.map(([key]) => key));
    await delMany(before.filter((key) => !kept.has(key)), this.open());
  }

  /** All things by their keys. */
  async pairs(): Promise<[key: string, thing: Thing][]> {
    await still;
    return this.lying();
  }

  private async lying(): Promise<[key: string, thing: Thing][]> {
    const found = await entries<string, unknown>(this.open());
    return Promise.all(found.map(async ([key, thing]) => ((await this.seal?.pair(thing)) ?? [key, thing]) as [string, Thing]));
  }

  private async named(key: string): Promise<string> {
    await still;
    return this.seal ? this.seal.name(this.name, key) : key;
  }

  private async closed(key: string, thing: Thing): Promise<unknown> {
    return this.seal ? this.seal.close(key, thing) : thing;
  }

  private async opened(found: unknown): Promise<Thing | undefined> {
    const pair = await this.seal?.pair(found);
    return (pair ? pair[1] : found) as Thing | undefined;
  }

  // A database of its own: IndexedDB cannot add a store to an open one.
  private open(): UseStore {
    return (this.store ??= createStore(`mimi-${this.name}`, "things"));
  }
}

const drawers = () => DRAWERS.map((name) => new Drawer<unknown>(name));

/** What this device keeps, by drawer and key. */
export async function everything(): Promise<[drawer: string, things: Record<string, unknown>][]> {
  return Promise.all(drawers().map(async (one) => [one.name, Object.fromEntries(await one.pairs())] as [string, Record<string, unknown>]));
}

/** Seals everything, or writes it openly again. */
export async function resealAll(next: Seal | null): Promise<void> {
  const all = async () => {
    for (const drawer of drawers()) await drawer.reseal(next);
    useSeal(next);
  };
  const done = all();
  still = done.catch(() => undefined);
  await done;
}

/** Forgets everything that this device keeps. */
export async function forgetAll(): Promise<void> {
  await Promise.all(drawers().map((drawer) => drawer.empty()));
}

