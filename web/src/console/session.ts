/**
 * A moderator's session: in this tab only, never a cookie. So it is not sent with what a moderator
 * who is a member does in the same browser, and closing the tab ends it here.
 */
import { signal } from "@preact/signals";
import { bearing, type Method, Problem, unsigned } from "../kit/api";
import type { ConsoleSession } from "../kit/types";

const KEY = "mimi-console";

export const session = signal<ConsoleSession | null>(recalled());

function recalled(): ConsoleSession | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null") as ConsoleSession | null;
  } catch {
    return null;
  }
}

export function keep(given: ConsoleSession | null): void {
  if (given) sessionStorage.setItem(KEY, JSON.stringify(given));
  else sessionStorage.removeItem(KEY);
  session.value = given;
}

/** A request of the moderator who is signed in; who is not any more comes to the sign-in. */
export async function ask<Answer = void>(method: Method, path: string, body?: unknown): Promise<Answer> {
  try {
    return await bearing<Answer>(session.value?.session ?? "", method, `/v1/console/${path}`, body);
  } catch (error) {
    if (error instanceof Problem && error.status === 401) keep(null);
    throw error;
  }
}

/** A request of somebody who is not signed in yet. */
export function knock<Answer>(path: string, body?: unknown): Promise<Answer> {
  return unsigned<Answer>("POST", `/v1/console/${path}`, body);
}

export async function signOut(): Promise<void> {
  await ask("DELETE", "session").catch(() => undefined);
  keep(null);
}
