/**
 * Sends what is held, one after another, by token and without session. Nothing here may ask as the
 * signed-in member: what is known was read before, on the page's ordinary rhythm, so that neither a
 * live operator nor a thief of the store finds a signed request beside an unsigned one.
 */
import { nameOf, unsigned } from "./api";
import { b64 } from "./bytes";
import { circle, nowGathers } from "./circle";
import { evenJson, evenPhoto } from "./even";
import { answerLost, fateOf } from "./fate";
import { readSeed } from "./keyring";
import { rememberComment, rememberSecret, ownKey } from "./mine";
import {
  type Held,
  held,
  keepHeld,
  letGo,
  readOutbox,
  type Waiting,
  type WrittenComment,
  type WrittenSecret,
} from "./outbox";
import { chooseToken, isOffered, noneCame, packed, restOf, takeToken, type Token } from "./tokens";
import { inTurn } from "./turns";

/**
 * Sends one thing that is held and not refused: this one, or any that can go. Never two in a breath,
 * since spent tokens that arrive together would say that one person wrote both.
 */
export async function sendHeld(id?: string): Promise<void> {
  await inTurn(async () => {
    await readOutbox();
    const waiting = held.value.filter((item) => !item.refused && (id ?? item.id) === item.id);
    const first = Math.floor(Math.random() * waiting.length); // one that always fails must not block
    for (const item of [...waiting.slice(first), ...waiting.slice(0, first)]) {
      if (await advance(item)) return;
    }
  });
}

/** Whether something was sent. What an attempt wrote down is never written over by what was before it. */
async function advance(item: Held): Promise<boolean> {
  const waiting = await readied(item).catch(nameOf);
  if (typeof waiting !== "string") return attempt({ ...item, token: waiting });
  await keepHeld({ ...item, why: waiting });
  return false;
}

/** The token to send it with, or why it waits. */
async function readied(item: Held): Promise<Token | Waiting> {
  if (item.kind === "secret" && circle.value?.state !== "publishing") {
    return circle.value ? "circle" : "unread";
  }
  if (item.token && (item.lost || (await isOffered(item.token)))) return item.token;
  const label = item.kind === "comment" ? item.label : undefined;
  const purpose = item.kind === "comment" ? "comment" : "post";
  const promised = new Set(held.value.map((one) => one.token?.id));
  const token = await chooseToken(promised, purpose, label);
  if (token) return token;
  if ((await restOf(purpose, label)) !== null) return "resting";
  return item.kind === "secret" && (await noneCame(purpose)) ? "coming" : "no-token";
}

async function attempt(item: Held & { token: Token }): Promise<true> {
  // The token is his before a byte is sent. A page that dies before the answer must find that it may have come.
  await keepHeld({ ...item, why: "sending", lost: true });
  await takeToken(item.token);
  try {
    await (item.kind === "secret" ? sendSecret(item) : sendComment(item));
    await taken(item);
  } catch (error) {
    await settle(item, nameOf(error));
  }
  return true;
}

async function taken(item: Held & { token: Token }): Promise<void> {
  if (item.kind === "secret") await rememberSecret(item, item.token);
  else await rememberComment(item, item.token);
  await letGo(item.id);
}

async function settle(item: Held & { token: Token }, problem: string): Promise<void> {
  const fate = fateOf(problem, item.lost);
  if (fate === "sent") return taken(item);
  const why = fate === "unsure" ? "unsure" : problem;
  if (problem === "gathering") nowGathers(); // so that the text does not travel again in vain
  if (fate === "keep") return keepHeld({ ...item, why, lost: item.lost || answerLost(problem) });
  if (fate === "other-token") return keepHeld({ ...item, why, token: null });
  return keepHeld({ ...item, why, refused: true, lost: fate === "unsure" });
}

async function seedHere(): Promise<Uint8Array> {
  const seed = await readSeed();
  if (!seed) throw new Error("a token without its vault");
  return seed;
}

async function sendSecret(item: WrittenSecret & { token: Token }): Promise<void> {
  const { text, look, edition, reach, life, photo, token } = item;
  const { postKey } = await import("./vault");
  const post_key = b64(postKey(await seedHere(), token.input).public);
  const form = new FormData();
  form.set("secret", evenJson(JSON.stringify({ text, look, edition, reach, life, post_key })));
  if (photo) form.set("photo", evenPhoto(photo), "photo");
  await unsigned("POST", "/v1/secrets", form, packed(token));
}

async function sendComment(item: WrittenComment & { token: Token }): Promise<void> {
  const { commentId, commentKey } = await import("./vault");
  const key = commentKey(await seedHere(), item.token.input);
  const badge = item.badge ? await badgeOf(item.secret, commentId(key.public)) : null;
  const { secret, text, replyTo: reply_to } = item;
  const body = { secret, text, comment_key: b64(key.public), badge, reply_to };
  await unsigned("POST", "/v1/comments", body, packed(item.token));
}

async function badgeOf(secret: string, comment: string) {
  const post = await ownKey(secret);
  if (!post) return null;
  const { signBadge } = await import("./vault");
  return { post_key: b64(post.public), signature: b64(signBadge(post, secret, comment)) };
}
