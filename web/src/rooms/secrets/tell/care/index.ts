/** The helper of whoever writes: what could give away, and where there is help. Works offline. */
import { addresses } from "./addresses";
import { chinese } from "./chinese";
import { english } from "./english";
import { findKnown } from "./known";
import { type Mark, tidy } from "./mark";

export { distressed, helpFor } from "./lines";
export { namesIn } from "./known";
export type { Kind, Mark } from "./mark";

const FINDERS = [...addresses, ...chinese, ...english];

/** `names`: of the writer's own contacts. */
export function marksIn(text: string, names: readonly string[] = []): Mark[] {
  return tidy([...findKnown(text, names), ...FINDERS.flatMap((find) => find(text))]);
}

export function replaced(text: string, { start, end }: Mark, words: string): string {
  return text.slice(0, start) + words + text.slice(end);
}
