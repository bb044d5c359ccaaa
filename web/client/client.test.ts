/** The client against a real server, as a second device of a member whose circle publishes. */
import { afterEach, expect, test, vi } from "vitest";
import { b64, fromHex, join, uuidBytes } from "../src/kit/bytes.ts";
import { blindBatch, finishBatch, inputsOf } from "../src/kit/tokens-work.ts";
import { postKey, signInProof, vaultKey } from "../src/kit/vault.ts";
import { mimi, problemOf, tell } from "./index.ts";

const { SERVER = "", NUMBER = "", CODE = "", SEED = "" } = process.env;
const seed = fromHex(SEED);
const nobody = mimi(SERVER);

async function signIn(): Promise<string> {
  const { data } = await nobody.POST("/v1/sessions", {
    body: {
      phone: NUMBER,
      code: CODE,
      vault_key: b64(vaultKey(seed).public),
      proof: b64(signInProof(seed, NUMBER, CODE)),
      device: "another front",
      keep: "token",
      old_enough: true,
    },
  });
  expect(data?.state).toBe("open");
  return data!.session!;
}

test("a member reads, and what is refused has a name", async () => {
  const member = mimi(SERVER, await signIn());
  const { data: gate } = await member.GET("/v1/gate");
  expect(gate?.open).toBe(true);
  const { data: page } = await member.GET("/v1/feed", { params: { query: {} } });
  expect(page?.cards).toEqual([]);
  const refused = await member.POST("/v1/invites/accepted", { body: { invite: "no-such-invite" } });
  expect(problemOf(refused.error)).toBe("invite-gone");
  expect(problemOf((await nobody.GET("/v1/gate")).error)).toBe("not-signed-in");
});

/** A client of nobody, and what it sends, to nowhere. */
function watched() {
  const sent: Request[] = [];
  vi.stubGlobal("fetch", async (request: Request) => (sent.push(request), Response.json({})));
  return { sent, nobody: mimi("http://127.0.0.1:1") };
}

afterEach(() => void vi.unstubAllGlobals());

const TEXTS = ["a", "秘".repeat(280), "👨‍👩‍👧‍👦".repeat(100)];
const lengthOf = async (request: Request) => (await request.arrayBuffer()).byteLength;

test("the length of what nobody sends says nothing of what is in it", async () => {
  const { sent, nobody } = watched();
  const post_key = b64(new Uint8Array(32));
  for (const text of TEXTS) {
    await tell(nobody, "token", { text, post_key }, new Blob([text]));
    const body = { secret: crypto.randomUUID(), text, comment_key: post_key };
    await nobody.POST("/v1/comments", { params: { header: { "Mimi-Token": "token" } }, body });
  }
  const lengths = await Promise.all(sent.map(lengthOf));
  expect(new Set(lengths.filter((_, at) => at % 2 === 0)).size).toBe(1);
  expect(new Set(lengths.filter((_, at) => at % 2 === 1))).toEqual(new Set([4096]));
  expect(lengths[0]).toBeGreaterThan(256 * 1024); // a photo's step
});

test("a secret is told by nobody, with a token that was fetched as a member", async () => {
  const member = mimi(SERVER, await signIn());
  const { data: place } = await nobody.GET("/v1/place");
  const { data: offers } = await member.GET("/v1/batches");
  const posts = offers!.filter((one) => one.purpose === "post");
  const batch = posts.find((one) => one.epoch <= place!.now && place!.now < one.ends)!;
  const { request, kept } = blindBatch(seed, batch, place!.token_key);
  const { data: evaluated } = await member.POST("/v1/batches", { body: { batches: [request] } });
  const outputs = finishBatch(batch, kept, evaluated![0]!, place!.token_key);
  const input = inputsOf(seed, batch)[4]!;
  const token = b64(join(uuidBytes(batch.label), input, outputs[4]!));
  const secret = { text: "Told in TypeScript.", post_key: b64(postKey(seed, input).public) };
  expect((await tell(nobody, token, secret)).response.status).toBe(202);
  const other = await tell(nobody, token, { ...secret, text: "Another." });
  expect(problemOf(other.error)).toBe("token-spent");
  const forged = await tell(nobody, b64(new Uint8Array(112)), secret);
  expect(problemOf(forged.error)).toMatch(/^token-/);
});
