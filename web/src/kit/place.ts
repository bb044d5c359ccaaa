/** What anybody may know of this server, and its clock. */
import { signal } from "@preact/signals";
import { unsigned } from "./api";
import type { Place } from "./types";

export const place = signal<Place | null>(null);

let readAt = 0;

export async function readPlace(): Promise<Place> {
  const read = await unsigned<Place>("GET", "/v1/place");
  place.value = read;
  readAt = Date.now();
  return read;
}

/** The server's time in unix seconds, as well as this device can know it. */
export function now(): number {
  if (!place.value) return Math.floor(Date.now() / 1000);
  return place.value.now + Math.floor((Date.now() - readAt) / 1000);
}
