/** How many passes for telling are left, for the tell screen. */
import { signal } from "@preact/signals";

import { tokensLeft } from "../../../kit/tokens";

export const left = signal<number | null>(null);

export async function countPasses(): Promise<void> {
  left.value = await tokensLeft("post");
}
