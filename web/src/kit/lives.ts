/** Until when an own secret stands, as the server counts it: from its edition on. */
import type { MySecret } from "./own";
import { place } from "./place";

const DAY = 86_400; // seconds
const LIVES = { day: DAY, week: 7 * DAY, month: 30 * DAY };

/** The server's seconds; of what was told on another device the longest that can be. */
export function ends({ line, life }: MySecret): number {
  const longest = place.value?.rhythm.secret_life ?? LIVES.month;
  return (line?.edition ?? 0) + Math.min(LIVES[life ?? "month"], longest);
}
