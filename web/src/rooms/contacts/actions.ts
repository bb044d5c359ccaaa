/** What a member does about the people he knows. Every answer is the same whoever is here. */
import { nameOf, Problem, signed } from "../../kit/api";
import { fingerprint } from "../../kit/fingerprint";
import { place, readPlace } from "../../kit/place";
import { keepMe, me } from "../../kit/session";
import type { Place } from "../../kit/types";
import { asDialled } from "../accounts/countries";
import * as kept from "./book";
import type { Found } from "./numbers";
import { forgetInvite } from "./pending";

const own = (): string => me.value?.phone ?? "";

/** Does it for the number before the present one too, until the server counts that as somebody else's. */
async function withOwn<Made>(work: (own: string[]) => Promise<Made>): Promise<Made> {
  if (!own() && me.value?.who) throw new Problem("no-number");
  const former = me.value?.former;
  if (!former) return work([own()]);
  try {
    return await work([own(), former]);
  } catch (error) {
    if (nameOf(error) !== "not-your-number" || !me.value) throw error;
  }
  await keepMe({ ...me.value, former: undefined });
  return work([own()]);
}

/** What a server takes of one account, unless its operator allows more: `caps.contacts` there. */
export const MOST = 5_000;

export interface Looked {
  sent: number;
  /** As they were typed. */
  refused: Found[];
}

/** Each number once, with its country's code, without one's own. */
export function dialled(found: readonly Found[]): Found[] {
  const each = new Map<string, Found>();
  for (const { number, note } of found) {
    const full = asDialled(number, own());
    if (full !== own() && !each.has(full)) each.set(full, { number: full, note });
  }
  return [...each.values()];
}

export interface Planned {
  /** The whole set. Numbers looked for before come first, so that no friendship ends by new ones. */
  all: kept.Known[];
  /** How many of those found are in it. */
  n: number;
  /** How many have no room. */
  left: number;
}

/** What looking for these means. Who is blocked stays so: a file brings him along unasked. */
export function planned(found: readonly Found[]): Planned {
  const known = new Map(kept.book.value.map((one) => [one.number, one]));
  const before = kept.book.value.filter((one) => one.state === "sent" && one.number !== own());
  const each = dialled(found);
  const fresh = each.filter(({ number }) => !known.has(number));
  const room = Math.max(0, MOST - before.length);
  const taken = fresh.slice(0, room).map((one) => ({ ...one, state: "sent" as const }));
  const left = fresh.length - taken.length;
  return { all: [...before, ...taken], n: each.length - left, left };
}

/** Sends all numbers of the book and the new ones: an upload replaces the whole set. */
export async function look(found: readonly Found[]): Promise<Looked> {
  await kept.readBook();
  const { sent, refused } = await upload(planned(found).all);
  const wrong = new Set(refused.map((one) => one.number));
  return { sent, refused: found.filter((one) => wrong.has(asDialled(one.number, own()))) };
}

/** After a change of number: the same people, for both numbers. */
export async function lookAgain(): Promise<void> {
  await kept.readBook();
  // A device that forgot its numbers would end every friendship that another one of the member sent.
  if (planned([]).all.length > 0) await look([]);
}

async function upload(all: kept.Known[]): Promise<{ sent: number; refused: kept.Known[] }> {
  const numbers = all.map((one) => one.number);
  const answer = await withOwn((own) => signed<{ refused: number[] }>("PUT", "/v1/contacts", { own, numbers }));
  const refused = new Set(answer.refused.map((i) => all[i]!));
  await kept.keepNumbers(all.filter((one) => !refused.has(one)));
  return { sent: all.length - refused.size, refused: [...refused] };
}

export async function unfriend(number: string): Promise<void> {
  await withOwn((all) => Promise.all(all.map((own) => signed("POST", "/v1/unfriendings", { own, number }))));
  await kept.dropNumber(number);
}

export async function block(number: string, note: string): Promise<void> {
  await withOwn((all) => Promise.all(all.map((own) => signed("POST", "/v1/blocks", { own, number }))));
  await kept.keepNumbers([{ number, note, state: "blocked" }]);
}

export async function unblock(number: string): Promise<void> {
  await signed("POST", "/v1/unblocks", { number });
  await kept.dropNumber(number);
}

export async function makeInvite(
  kind: "one" | "group",
  days: number,
  note: string,
): Promise<kept.KnownInvite> {
  const { invite } = await signed<{ invite: string }>("POST", "/v1/invites", { kind, days });
  const one = { invite, kind, made: true, at: Date.now(), days, note };
  await kept.keepInvite(one);
  return one;
}

/**
 * What is sent to the friend. After the point stands the fingerprint of the key that this member
 * was shown: a server that shows another one to the friend is found out.
 */
export async function linkOf(invite: string): Promise<string> {
  const { token_key } = await readPlace().catch(asKept);
  return `${location.origin}/i/#${invite}.${fingerprint(token_key).short}`;
}

/** Without a network, the key that this member was shown last; without one there is no link. */
function asKept(problem: unknown): Place {
  if (!place.value) throw problem;
  return place.value;
}

export async function accept(code: string): Promise<void> {
  const [invite = "", shown] = code.split(".");
  const { token_key } = await readPlace();
  if (shown && shown !== fingerprint(token_key).short) throw new Problem("key-differs");
  await signed("POST", "/v1/invites/accepted", { invite });
  forgetInvite();
  const one = { invite, kind: "one" as const, made: false, at: Date.now(), days: 0, note: "" };
  await kept.keepInvite(one);
}

export async function leave(invite: string): Promise<void> {
  await signed("POST", "/v1/invites/left", { invite });
  await kept.dropInvite(invite);
}

/** The code in what a person pasted: a link, or the code alone; null when there is none. */
export function codeIn(pasted: string): string | null {
  const code = /(?:\/i\/#|^)([\w-]{16,64}(?:\.[\w-]+)?)\s*$/.exec(pasted.trim());
  return code?.[1] ?? null;
}
