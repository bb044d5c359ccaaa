/** What becomes of something written, by what the server answered. */

export type Fate =
  | "keep" // later, with the same token and the same body
  | "sent" // it is there already: the answer to an earlier attempt was lost
  | "other-token" // later, with another token
  | "unsure" // it may or may not be there: the member looks and decides
  | "refused"; // it must be changed or dropped by the member

const LATER = new Set(["offline", "fault", "away", "full", "too-many", "busy", "too-slow", "gathering", "unknown"]);
const BAD_TOKEN = new Set(["token-spent", "token-epoch", "token-forged", "token-malformed"]);

/** The thread has changed since: an earlier attempt may have come before that. */
const TOO_LATE = new Set(["thread-closed", "reply-gone"]);

/** `lost`: an earlier attempt with this token got no answer, so it may have been taken. */
export function fateOf(problem: string, lost: boolean): Fate {
  if (LATER.has(problem)) return "keep";
  if (problem === "token-spent" && lost) return "sent";
  if (BAD_TOKEN.has(problem)) return lost ? "unsure" : "other-token";
  return lost && TOO_LATE.has(problem) ? "unsure" : "refused";
}

/** Whether after this answer it is unknown if the server took the thing. */
export function answerLost(problem: string): boolean {
  return ["offline", "fault", "away", "unknown"].includes(problem);
}
