/** What this device keeps: one place for each kind of thing, in IndexedDB. */
import { createStore, del, entries, get, set, update, type UseStore } from "idb-keyval";

/** A drawer of things of one type, by key. It outlives a reload and works without a network. */
export class Drawer<Thing> {
  private store: UseStore | null = null;

  constructor(private readonly name: string) {
    DRAWERS.push(this as Drawer<unknown>);
  }

  get(key: string): Promise<Thing | undefined> {
    return get<Thing>(key, this.open());
  }

  async all(): Promise<Thing[]> {
    return (await entries<string, Thing>(this.open())).map(([, thing]) => thing);
  }

  put(key: string, thing: Thing): Promise<void> {
    return set(key, thing, this.open());
  }

  /** Reads and writes in one transaction, so that two tabs cannot both take the same thing. */
  change(key: string, changed: (thing: Thing | undefined) => Thing): Promise<void> {
    return update<Thing>(key, changed, this.open());
  }

  drop(key: string): Promise<void> {
    return del(key, this.open());
  }

  async empty(): Promise<void> {
    const keys = (await entries<string, Thing>(this.open())).map(([key]) => key);
    await Promise.all(keys.map((key) => this.drop(key)));
  }

  // A database of its own: IndexedDB cannot add a store to an open one.
  private open(): UseStore {
    return (this.store ??= createStore(`mimi-${this.name}`, "things"));
  }
}

const DRAWERS: Drawer<unknown>[] = [];

/** Forgets everything that this device keeps. */
export async function forgetAll(): Promise<void> {
  await Promise.all(DRAWERS.map((drawer) => drawer.empty()));
}
