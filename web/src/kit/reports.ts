/** What this member reported. It is gone from this device at once; only the device knows of what. */
import { computed, signal } from "@preact/signals";
import { signed } from "./api";
import { now } from "./place";
import { Drawer } from "./store";
import type { Receipt, Report } from "./types";

export interface Reported {
  /** The id of the secret or comment. */
  item: string;
  reason: Report["reason"];
  /** By which the outcome is found. */
  receipt: string;
  day: number;
}

const drawer = new Drawer<Reported>("reports");

export const reported = signal<readonly Reported[]>([]);
const away = computed(
  () => new Set(reported.value.filter((one) => one.reason !== "self-harm").map((one) => one.item)),
);

/** Whether the member wants to see it no more. */
export const isAway = (item: string): boolean => away.value.has(item);

export async function readReports(): Promise<void> {
  reported.value = await drawer.all();
}

/** Raises Problem; what nobody sees any more is gone here too. */
export async function report(secret: string, comment: string | null, reason: Report["reason"]): Promise<void> {
  const { receipt } = await signed<Receipt>("POST", "/v1/reports", { secret, comment, reason });
  const item = comment ?? secret;
  await drawer.put(item, { item, reason, receipt, day: Math.floor(now() / 86_400) });
  await readReports();
}

export async function forgetReport(item: string): Promise<void> {
  await drawer.drop(item);
  await readReports();
}
