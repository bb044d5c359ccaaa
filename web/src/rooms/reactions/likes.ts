/** Likes. Which secrets one likes is kept on this device; the server has only keyed tags. */
import { signal } from "@preact/signals";

import { signed } from "../../kit/api";
import { Drawer } from "../../kit/store";
import { tick } from "../../kit/touch";

const drawer = new Drawer<string>("likes");

export const liked = signal<ReadonlySet<string>>(new Set());

export async function readLikes(): Promise<void> {
  liked.value = new Set(await drawer.all());
}

async function keep(secret: string, likes: boolean): Promise<void> {
  const kept = new Set(liked.value);
  if (likes) kept.add(secret);
  else kept.delete(secret);
  liked.value = kept;
  await (likes ? drawer.put(secret, secret) : drawer.drop(secret));
}

/** Shows it at once, and takes it back when the server cannot be reached. Raises Problem. */
async function setLike(secret: string, likes: boolean): Promise<void> {
  if (liked.value.has(secret) === likes) return;
  if (likes) tick();
  await keep(secret, likes);
  try {
    await signed(likes ? "PUT" : "DELETE", `/v1/secrets/${secret}/like`);
  } catch (problem) {
    await keep(secret, !likes);
    throw problem;
  }
}

export const like = (secret: string) => setLike(secret, true);

export const toggleLike = (secret: string) => setLike(secret, !liked.value.has(secret));
