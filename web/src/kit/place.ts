/** What anybody may know of this server, and its clock. */
import { signal } from "@preact/signals";
import { unsigned } from "./api";
import type { Place } from "./types";

export const place = signal<Place | null>(null);

const KEY = "mimi-place";
let readAt = 0;

/** As it was last time, so that nothing moves when it comes, and for when there is no network. */
export function recallPlace(): void {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as { place: Place; at: number } | null;
    if (kept) [place.value, readAt] = [kept.place, kept.at];
  } catch {
    localStorage.removeItem(KEY);
  }
}

export async function readPlace(): Promise<Place> {
  const read = await unsigned<Place>("GET", "/v1/place");
  place.value = read;
  readAt = Date.now();
  localStorage.setItem(KEY, JSON.stringify({ place: read, at: readAt }));
  return read;
}

/** The server's time in unix seconds, as well as this device can know it. */
export function now(): number {
  if (!place.value) return Math.floor(Date.now() / 1000);
  return place.value.now + Math.floor((Date.now() - readAt) / 1000);
}
