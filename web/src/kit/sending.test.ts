import { beforeEach, expect, test, vi } from "vitest";
import { b64, uuidBytes } from "./bytes";
import { circle, readCircle } from "./circle";
import { FakeServer } from "./fake-server";
import { keepSeed } from "./keyring";
import { isMine, mySecrets, readMine, secrets } from "./own";
import { type Held, held, holdComment, holdSecret, keepHeld, relabel, takeBack } from "./outbox";
import { sendHeld } from "./sending";
import { Drawer, forgetAll } from "./store";
import { fetchTokens, forgetUnspent, tokensLeft } from "./tokens";
import type { Card } from "./types";

const SECRET = { text: "我从来没喜欢过我的生日蛋糕", look: "sea", photo: null, edition: "any", reach: "anyone", life: "month" } as const;

let server: FakeServer;

beforeEach(async () => {
  await forgetAll();
  await readMine();
  circle.value = null;
  server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
  await keepSeed(new Uint8Array(16).fill(7));
});

/** As upkeep does, on its own rhythm. */
async function keepUp() {
  await fetchTokens();
  await readCircle();
}

async function tell() {
  const { id } = await holdSecret(SECRET);
  await sendHeld(id);
  await sendHeld(id); // a beat later
}

test("tells by token and without cookie, and remembers the secret as one's own", async () => {
  await keepUp();
  await tell();
  expect(held.value).toEqual([]);
  expect(server.sent).toHaveLength(1);
  expect(server.sent[0]).toMatchObject({ credentials: "omit" });
  expect(JSON.parse(server.sent[0]!.body)).toMatchObject({ text: SECRET.text, edition: "any" });
  expect(mySecrets.value.map((one) => [one.text, one.state])).toEqual([[SECRET.text, "queued"]]);
  expect(isMine(mySecrets.value[0]!.secret)).toBe(true);
  expect(await tokensLeft("post")).toBe(2);
});

test("a newcomer's waits for passes that come, and not for such as are used up", async () => {
  await readCircle();
  await tell();
  expect(held.value.map((one) => one.why)).toEqual(["coming"]);
  await fetchTokens();
  for (let more = 0; more < 3; more += 1) await tell();
  expect(server.sent).toHaveLength(3);
  await sendHeld(); // the first one, which waits still
  expect(held.value.map((one) => one.why)).toEqual(["no-token"]);
});

test("asks nothing as the member on the way, whatever the answer", async () => {
  await keepUp();
  server.asked = [];
  server.answers = ["token-spent", "lost", "token-epoch", "gathering"];
  await tell();
  await sendHeld();
  expect(server.sent.length).toBeGreaterThan(2);
  expect(server.asked).toEqual([]);
});

test("a comment too asks nothing as the member, and takes its new label from a card read anyway", async () => {
  await keepUp();
  server.asked = [];
  await holdComment({ text: "我也是", secret: "s", label: "last-week", badge: false, replyTo: null });
  await sendHeld();
  expect(held.value[0]).toMatchObject({ label: "last-week", why: "no-token" });
  expect(server.asked).toEqual([]);
  await relabel([{ secret: "s", label: server.label } as Card]);
  expect(held.value[0]).toMatchObject({ label: server.label });
});

test("sends no two in a breath, and one that waits holds up no other", async () => {
  await keepUp();
  await holdComment({ text: "我也是", secret: "s", label: "last-week", badge: false, replyTo: null });
  await holdSecret(SECRET);
  await holdSecret({ ...SECRET, text: "另一个" });
  await sendHeld();
  expect(server.sent).toHaveLength(1);
  await sendHeld();
  expect(server.sent).toHaveLength(2);
  await sendHeld(); // chance may not have come to the comment before
  expect(server.sent).toHaveLength(2);
  expect(held.value.map((one) => one.why)).toEqual(["no-token"]);
});

test("a circle that turns out to gather gets no second copy of the text", async () => {
  await keepUp();
  server.answers = ["gathering"];
  await tell();
  await sendHeld();
  expect(server.sent).toHaveLength(1);
  expect(held.value[0]!.why).toBe("circle");
});

test("spends no token of a circle that is the member's no more", async () => {
  await keepUp();
  server.label = "9f2504e0-4f89-41d3-9a0c-0305e82c3309";
  await fetchTokens();
  await tell();
  expect(server.sent).toHaveLength(1);
  expect(server.sent[0]!.token.startsWith(b64(uuidBytes(server.label)).slice(0, 21))).toBe(true);
});

test("signed out, it holds nothing to tell with, and remembers what is spent", async () => {
  await keepUp();
  await tell();
  await forgetUnspent();
  expect(await tokensLeft("post")).toBe(0);
  await fetchTokens();
  expect(await tokensLeft("post")).toBe(2);
});

test("sends nothing while the circle gathers", async () => {
  server.state = "gathering";
  await keepUp();
  await tell();
  expect(server.sent).toEqual([]);
  expect(held.value[0]).toMatchObject({ why: "circle", text: SECRET.text });
  server.state = "publishing";
  await readCircle();
  await sendHeld();
  expect(server.sent).toHaveLength(1);
});

test("lets tokens rest", async () => {
  server.rest = 3600;
  await keepUp();
  await tell();
  expect(server.sent).toEqual([]);
  expect(held.value[0]!.why).toBe("resting");
});

test("after a lost answer repeats the same token and body, and tells once", async () => {
  server.answers = ["lost", "token-spent"];
  await keepUp();
  await tell();
  expect(held.value).toEqual([]);
  expect(server.sent).toHaveLength(2);
  expect(server.sent[1]).toEqual(server.sent[0]);
  expect(mySecrets.value).toHaveLength(1);
});

test("a page that dies before the answer repeats the same token and body, and tells once", async () => {
  let asLeft: Held | undefined;
  vi.stubGlobal("fetch", async (path: string, request?: RequestInit) => {
    if (path === "/v1/secrets") asLeft ??= await new Drawer<Held>("outbox").get(held.value[0]!.id);
    return server.fetch(path, request);
  });
  await keepUp();
  await tell();
  expect(asLeft).toMatchObject({ why: "sending", lost: true });
  await secrets.drop(mySecrets.value[0]!.secret);
  await keepHeld(asLeft!); // what the next page finds
  server.answers = ["token-spent"];
  await sendHeld();
  expect(held.value).toEqual([]);
  expect(server.sent).toHaveLength(2);
  expect(server.sent[1]).toEqual(server.sent[0]);
  expect(mySecrets.value).toHaveLength(1);
});

/** The device refuses to write into this drawer, once. */
function refuseOnce(name: string): void {
  const put = Drawer.prototype.put;
  vi.spyOn(Drawer.prototype, "put").mockImplementation(async function (this: Drawer<unknown>, key, thing) {
    if (this.name !== name) return put.call(this, key, thing);
    vi.mocked(Drawer.prototype.put).mockRestore();
    throw new DOMException("the device is full", "QuotaExceededError");
  });
}

test("where the device cannot write down what became of it, it repeats the same and tells once", async () => {
  vi.stubGlobal("fetch", async (path: string, request?: RequestInit) => {
    if (path === "/v1/secrets" && server.sent.length === 0) refuseOnce("outbox");
    return server.fetch(path, request);
  });
  server.answers = ["lost", "token-spent"];
  await keepUp();
  const { id } = await holdSecret(SECRET);
  await expect(sendHeld(id)).rejects.toThrow("full");
  expect(await new Drawer<Held>("outbox").get(id)).toMatchObject({ lost: true, token: { taken: false } });
  await sendHeld(id);
  expect(server.sent).toHaveLength(2);
  expect(server.sent[1]).toEqual(server.sent[0]);
  expect([held.value, mySecrets.value.length]).toEqual([[], 1]);
});

test("a device that refuses to write before anything is sent loses no token", async () => {
  await keepUp();
  const { id } = await holdSecret(SECRET);
  refuseOnce("outbox");
  await sendHeld(id).catch(() => undefined);
  expect(server.sent).toEqual([]);
  await sendHeld(id);
  expect(server.sent).toHaveLength(1);
  expect(await tokensLeft("post")).toBe(2);
});

test("a token that is written into one thing and not yet marked is taken for no other", async () => {
  await keepUp();
  const { id } = await holdSecret(SECRET);
  refuseOnce("tokens");
  vi.spyOn(Math, "random").mockReturnValue(0);
  await expect(sendHeld(id)).rejects.toThrow("full");
  for (let more = 0; more < 2; more += 1) await tell();
  await sendHeld(id);
  expect(held.value).toEqual([]);
  expect(new Set(server.sent.map((one) => one.token)).size).toBe(3);
  expect(await tokensLeft("post")).toBe(0);
  vi.mocked(Math.random).mockRestore();
});

test("an answer that says it has not come leaves nothing in doubt", async () => {
  server.answers = ["full"];
  await keepUp();
  await holdSecret(SECRET);
  await sendHeld();
  expect(held.value[0]).toMatchObject({ why: "full", lost: false });
});

test("takes another token when another device of the vault has spent this one", async () => {
  server.answers = ["token-spent"];
  await keepUp();
  await tell();
  expect(held.value).toEqual([]);
  expect(server.sent[1]!.token).not.toBe(server.sent[0]!.token);
});

test("keeps what is refused, and gives text and token back", async () => {
  server.answers = ["text-too-long"];
  await keepUp();
  await tell();
  expect(server.sent).toHaveLength(1);
  const [item] = held.value;
  expect(item).toMatchObject({ refused: true, why: "text-too-long" });
  expect((await takeBack(item!.id))?.text).toBe(SECRET.text);
  expect(await tokensLeft("post")).toBe(3);
});

test("what is held survives a restart of the page", async () => {
  server.state = "waiting";
  await tell();
  vi.resetModules();
  const again = await import("./outbox");
  await again.readOutbox();
  expect(again.held.value.map((one) => one.text)).toEqual([SECRET.text]);
});

test("keeps no token whose proof is of another key than the one shown", async () => {
  server.shown = new FakeServer().keys;
  await expect(fetchTokens()).rejects.toMatchObject({ name: "bad-proof" });
  expect(await tokensLeft("post")).toBe(0);
});

test("asks for no tokens when the server's key has changed", async () => {
  await fetchTokens();
  server.keys = server.shown = new FakeServer().keys;
  await expect(fetchTokens()).rejects.toMatchObject({ name: "key-changed" });
});
