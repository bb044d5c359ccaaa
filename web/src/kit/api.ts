/** How the page speaks to the server. */
import { evenJson } from "./even";
import { online } from "./online";

/** What the server refused, by the name that the page turns into words; "offline" when unreached. */
export class Problem extends Error {
  constructor(
    override readonly name: string,
    readonly status = 0,
    /** What else the server said of it, such as `opens_in_days`. */
    readonly details: Record<string, unknown> = {},
  ) {
    super(name);
  }
}

export function nameOf(error: unknown): string {
  return error instanceof Problem ? error.name : "unknown";
}

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Told when the server does not know the session any more. */
export const refusals: { listen: (problem: Problem) => void } = { listen: () => undefined };

/** A request of the signed-in member: it carries the cookie. */
export async function signed<Answer = void>(
  method: Method,
  path: string,
  body?: unknown,
): Promise<Answer> {
  try {
    return await ask<Answer>(path, { method, credentials: "same-origin", ...json(body) });
  } catch (error) {
    if (error instanceof Problem && error.status === 401) refusals.listen(error);
    throw error;
  }
}

/** A request by token: nothing in it, nor its length, says who sends it. Protects its writer. */
export function unsigned<Answer = void>(
  method: Method,
  path: string,
  body?: unknown,
  token?: string,
): Promise<Answer> {
  const { headers, ...rest } = body instanceof FormData ? { body, headers: {} } : json(body, evenJson);
  const carried = token ? { ...headers, "mimi-token": token } : headers;
  return ask<Answer>(path, { method, credentials: "omit", ...rest, headers: carried });
}

/** A request of somebody who keeps a session in hand, such as a moderator; no cookie goes with it. */
export function bearing<Answer = void>(
  session: string,
  method: Method,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const { headers, ...rest } = json(body);
  const carried = { ...headers, authorization: `Bearer ${session}` };
  return ask<Answer>(path, { method, credentials: "omit", ...rest, headers: carried });
}

function json(
  body: unknown,
  written = (json: string) => json,
): { body?: string | Blob; headers: Record<string, string> } {
  if (body === undefined) return { headers: {} };
  if (body instanceof Blob) return { body, headers: { "content-type": "application/octet-stream" } };
  return { body: written(JSON.stringify(body)), headers: { "content-type": "application/json" } };
}

async function ask<Answer>(path: string, request: RequestInit): Promise<Answer> {
  const answer = await reach(path, { ...request, cache: "no-store", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw await problemOf(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    const answer = await fetch(path, request);
    online.value = true;
    return answer;
  } catch {
    online.value = false;
    throw new Problem("offline");
  }
}

async function problemOf(answer: Response): Promise<Problem> {
  const details = await answer.json().catch(() => ({}));
  const name = String(details.type ?? "").replace("/problems/", "") || "fault";
  return new Problem(name, answer.status, details);
}
