/** A problem in the member's words. */
import { type Key, known, t } from "./index";

export function say(problem: string): string {
  const key = `problem.${problem}`;
  return t(known(key) ? (key as Key & `problem.${string}`) : "problem.unknown");
}
