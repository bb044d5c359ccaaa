/** What a browser has and Node does not. */
import "fake-indexeddb/auto";
import { allWords } from "./words";
import { apartWords } from "./words/apart-here";
import { LANGUAGES, type Language } from "./words/mechanism";

const kept = new Map<string, string>();

globalThis.localStorage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
} as Storage;

const LOADS = [allWords, apartWords];
await Promise.all((Object.keys(LANGUAGES) as Language[]).flatMap((one) => LOADS.map((load) => load(one))));
