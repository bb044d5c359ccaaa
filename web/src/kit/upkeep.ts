/** What the page does by itself while a member is signed in: tokens, the bulletin, the outbox. */
import { nameOf, refusals } from "./api";
import { signal } from "@preact/signals";
import { readMine, refreshMine } from "./mine";
import { held, readOutbox } from "./outbox";
import { sendHeld } from "./sending";
import { isIn, keepMe, me, signedOut } from "./session";
import { fetchTokens } from "./tokens";

/** A problem that the member must hear of although he asked for nothing: a wrong key, or vault. */
export const alarm = signal<string | null>(null);

const ALARMING = new Set(["bad-proof", "key-changed", "other-batch"]);
const SOON = 20_000; // milliseconds, while something waits to be sent
const SELDOM = 10 * 60_000;

async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (ALARMING.has(nameOf(error))) alarm.value = nameOf(error);
  }
}

export async function upkeep(): Promise<void> {
  if (!isIn.value) return;
  await quietly(fetchTokens);
  await quietly(refreshMine);
  await quietly(sendHeld);
}

export async function startUpkeep(): Promise<void> {
  refusals.listen = ({ name }) => void refused(name);
  await Promise.all([readOutbox(), readMine()]);
  addEventListener("online", () => void upkeep());
  addEventListener("visibilitychange", () => document.hidden || void upkeep());
  await upkeep();
  later();
}

function later(): void {
  const wait = held.value.some((one) => !one.refused) ? SOON : SELDOM;
  setTimeout(() => void upkeep().then(later), wait);
}

async function refused(problem: string): Promise<void> {
  if (!me.value) return;
  if (problem === "waiting") await keepMe({ ...me.value, state: "waiting" });
  else await signedOut();
}
