/** Whether friends' secrets are open to this member; a bucket, never who. */
import { signal } from "@preact/signals";

import { signed } from "../../kit/api";
import type { Gate } from "../../kit/types";

export const gate = signal<Gate | null>(null);
/** Whether the answer is here, or none will come: what it explains stands above what is read. */
export const answered = signal(false);

export async function readGate(): Promise<void> {
  gate.value = await signed<Gate>("GET", "/v1/gate").catch(() => gate.value);
  answered.value = true;
}

export function forgetGate(): void {
  [gate.value, answered.value] = [null, false];
}
