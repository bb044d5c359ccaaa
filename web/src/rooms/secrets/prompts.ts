/** Questions for the moments when there is nothing to read. Each leads to the tell screen. */
import { type PlainKey, t } from "../../words";

export const PROMPTS = 16;

/** The prompt of a number; numbers beyond the list begin again. */
export function promptOf(number: number): string {
  return t(`prompt.${Math.abs(Math.trunc(number) || 0) % PROMPTS}` as PlainKey);
}
