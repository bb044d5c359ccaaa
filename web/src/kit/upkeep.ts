/** What the page does by itself while a member is signed in: tokens, the bulletin, the outbox. */
import { nameOf, type Problem, refusals } from "./api";
import { signal } from "@preact/signals";
import { readMine, refreshMine } from "./mine";
import { held, readOutbox } from "./outbox";
import { sendHeld } from "./sending";
import { isIn, keepMe, me, signedOut } from "./session";
import { fetchTokens } from "./tokens";

/** A problem that the member must hear of although he asked for nothing: a wrong key, or vault. */
export const alarm = signal<string | null>(null);

const ALARMING = new Set(["bad-proof", "key-changed", "other-batch"]);
const BEAT = 20_000; // milliseconds
const SELDOM = 30; // beats

async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (ALARMING.has(nameOf(error))) alarm.value = nameOf(error);
  }
}

/** What rooms want done at the same times. */
export const chores: (() => Promise<unknown>)[] = [];

export async function upkeep(): Promise<void> {
  if (!isIn.value) return;
  for (const work of [fetchTokens, refreshMine, sendHeld, ...chores]) await quietly(work);
}

export async function startUpkeep(): Promise<void> {
  refusals.listen = (problem) => void refused(problem);
  await Promise.all([readOutbox(), readMine()]);
  addEventListener("online", () => void upkeep());
  addEventListener("visibilitychange", () => document.hidden || void upkeep());
  await upkeep();
  let beats = 0;
  setInterval(() => void beat(++beats), BEAT);
}

/** Often while something waits to be sent, seldom otherwise. */
async function beat(count: number): Promise<void> {
  if (held.value.some((one) => !one.refused) || count % SELDOM === 0) await upkeep();
}

async function refused({ name, details }: Problem): Promise<void> {
  if (!me.value) return;
  const opensInDays = Number(details.opens_in_days ?? me.value.opensInDays);
  if (name === "waiting") await keepMe({ ...me.value, state: "waiting", opensInDays });
  else await signedOut();
}
