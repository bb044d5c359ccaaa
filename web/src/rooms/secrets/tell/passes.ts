/** How many passes for telling are left, for the tell screen. */
import { signal } from "@preact/signals";

import { noneCame, tokensLeft } from "../../../kit/tokens";

export const left = signal<number | null>(null);
export const coming = signal(false);

export async function countPasses(): Promise<void> {
  [left.value, coming.value] = await Promise.all([tokensLeft("post"), noneCame("post")]);
}
