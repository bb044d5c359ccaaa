/** The helper of whoever writes: what could give away, and where there is help. Works offline. */
import { addresses } from "./addresses";
import { chinese } from "./chinese";
import { english } from "./english";
import { findKnown } from "./known";
import { isDistress } from "./lines";
import { type Mark, tidy } from "./mark";
import { inWritingOf, isTraditional, simplified } from "./simplified";

export { helpFor } from "./lines";
export { namesIn } from "./known";
export type { Kind, Mark } from "./mark";

const FINDERS = [...addresses, ...chinese, ...english];

/** `names`: of the writer's own contacts. */
export function marksIn(text: string, names: readonly string[] = []): Mark[] {
  const plain = simplified(text);
  const marks = tidy([...findKnown(plain, names.map(simplified)), ...FINDERS.flatMap((find) => find(plain))]);
  return isTraditional(text) ? marks.map((mark) => inWritingOf(text, mark)) : marks;
}

/** Words of somebody who may be in danger. */
export const distressed = (text: string): boolean => isDistress(simplified(text));

export function replaced(text: string, { start, end }: Mark, words: string): string {
  return text.slice(0, start) + words + text.slice(end);
}
