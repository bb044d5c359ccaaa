/** What the tell screen must know of the member's circle and passes before anything is written. */
import { signal } from "@preact/signals";

import { signed } from "../../../kit/api";
import { tokensLeft } from "../../../kit/tokens";
import type { Circle } from "../../../kit/types";

export const circle = signal<Circle | null>(null);
export const left = signal<number | null>(null);

export async function countPasses(): Promise<void> {
  left.value = await tokensLeft("post");
}

/** Read with the feed, not when somebody begins to write: that would tell the server who writes. */
export async function readCircle(): Promise<void> {
  circle.value = await signed<Circle>("GET", "/v1/circle").catch(() => circle.value);
}
