/** The state of the member's circle, as last read on the page's ordinary rhythm. */
import { signal } from "@preact/signals";

import { signed } from "./api";
import type { Circle } from "./types";

export const circle = signal<Circle | null>(null);

/**
 * Read with the feed and in the upkeep, never when something is written or sent: a signed request
 * just before an unsigned one would name the writer to who pairs the two.
 */
export async function readCircle(): Promise<void> {
  circle.value = await signed<Circle>("GET", "/v1/circle").catch(() => circle.value);
}

/** What the answer to an unsigned telling has taught: the next one waits until it is read anew. */
export function nowGathers(): void {
  if (circle.value) circle.value = { ...circle.value, state: "gathering" };
}
