/** What a browser has and Node does not. */
import "fake-indexeddb/auto";


const kept = new Map<string, string>();

globalThis.localStorage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
} as Storage;
