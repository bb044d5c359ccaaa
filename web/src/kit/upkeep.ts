/** What the page does by itself while a member is signed in: tokens, the bulletin, the outbox. */
import { signal } from "@preact/signals";
import { nameOf, type Problem, refusals } from "./api";
import { startBadge } from "./badge";
import { startChimes } from "./chimes";
import { readCircle } from "./circle";
import { readFollows, readTalks } from "./follows";
import { refreshMine } from "./mine";
import { ownThreads, readMine } from "./own";
import { removeDue } from "./going";
import { clearNotices, makeSure } from "./notices";
import { held, readOutbox } from "./outbox";
import { place } from "./place";
import { askAgain, claimOne } from "./refunds";
import { sendHeld } from "./sending";
import { isIn, keepMe, me, signedOut } from "./session";
import { fetchTokens, forgetUnspent } from "./tokens";

/** A problem that the member must hear of although he asked for nothing: a wrong key, or vault. */
export const alarm = signal<string | null>(null);

const ALARMING = new Set(["bad-proof", "key-changed", "other-batch"]);
const BEAT = 20; // seconds
const SELDOM = 600; // seconds; less where editions come faster

async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (ALARMING.has(nameOf(error))) alarm.value = nameOf(error);
  }
}

/** What rooms want asked at the same times. */
export const chores: (() => Promise<unknown>)[] = [];

/** All that is asked as the signed-in member, whether or not anything waits to be sent. */
export async function upkeep(): Promise<void> {
  if (!isIn.value) return;
  for (const work of [fetchTokens, readCircle, refreshMine, readNews, makeSure, ...chores]) await quietly(work);
}

const readNews = () => readTalks(ownThreads());

export async function startUpkeep(): Promise<void> {
  refusals.listen = (problem) => void refused(problem);
  await Promise.all([readOutbox(), readMine(), readFollows()]);
  addEventListener("online", () => void keepUp());
  addEventListener("visibilitychange", () => document.hidden || void keepUp());
  startChimes();
  startBadge();
  await keepUp();
}

let timer: ReturnType<typeof setTimeout>;
let beats = 0;

function rest(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void beat(), BEAT * 1000);
}

async function keepUp(): Promise<void> {
  beats = 0;
  void clearNotices();
  await upkeep();
  rest();
}

/** Upkeep and sending take turns: a whole beat lies between what is signed and what is not. */
async function beat(): Promise<void> {
  beats += 1;
  const seldom = Math.max(3 * BEAT, Math.min(SELDOM, place.value?.rhythm.edition ?? SELDOM));
  if (beats * BEAT >= seldom) return keepUp();
  if (isIn.value && held.value.some((one) => !one.refused)) await quietly(sendHeld);
  else if (isIn.value) await quietly(async () => (await removeDue()) || claimOne());
  rest();
}

async function refused({ name, details }: Problem): Promise<void> {
  if (!me.value) return;
  const opensInDays = Number(details.opens_in_days ?? me.value.opensInDays);
  if (name === "waiting") return keepMe({ ...me.value, state: "waiting", opensInDays });
  await forgetUnspent();
  await askAgain();
  await signedOut();
}
