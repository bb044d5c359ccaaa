/** A thin client of the API for other fronts: docs/api.md. Every path and answer is typed by it. */
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "../src/kit/api-types.ts";
import { evenJson, evenPhoto } from "../src/kit/even.ts";

export type Mimi = Client<paths>;
export type Problem = components["schemas"]["Problem"];

/**
 * Requests to the server at `url`, with the session of a member or of nobody.
 *
 * What is told, answered, taken back or claimed is sent by nobody: neither cookie nor session, which
 * would say who wrote it, nor a length that says what is in it to who counts bytes on the way.
 */
export function mimi(url: string, session?: string): Mimi {
  const headers = session ? { authorization: `Bearer ${session}` } : undefined;
  return createClient<paths>({
    baseUrl: url,
    headers,
    bodySerializer: session ? undefined : (body) => evenJson(JSON.stringify(body)),
    credentials: "omit",
    cache: "no-store",
    referrerPolicy: "no-referrer",
  });
}

/** The name of a refusal, as "token-spent": the stable word to act on. */
export function problemOf(error: { type: string } | undefined): string {
  return error?.type.replace("/problems/", "") ?? "";
}

/** Tells a secret with a token, as nobody. What the server answers is the same for every secret. */
export function tell(nobody: Mimi, token: string, secret: Telling, photo?: Blob) {
  const form = new FormData();
  form.append("secret", evenJson(JSON.stringify(secret)));
  if (photo) form.append("photo", evenPhoto(photo), "photo");
  return nobody.POST("/v1/secrets", {
    params: { header: { "Mimi-Token": token } },
    body: { secret },
    bodySerializer: () => form,
  });
}

export type Telling =
  paths["/v1/secrets"]["post"]["requestBody"]["content"]["multipart/form-data"]["secret"];
