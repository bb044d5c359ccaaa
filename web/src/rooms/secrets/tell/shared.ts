/** What another app has shared with this one; the service worker lays it down on the device. */
import { signal } from "@preact/signals";

import { nameOf } from "../../../kit/api";
import { preparePhoto } from "../../../kit/photo";
import { Drawer } from "../../../kit/store";
import { beginAnew, change, draft, write, writeDown } from "./draft";

interface Shared {
  text: string;
  photo: Blob | null;
}

const drawer = new Drawer<Shared>("shared");

/** Waits for an answer, since there is a draft that it would take the place of. */
export const shared = signal<Shared | null>(null);
/** Why its photo could not be taken. */
export const problem = signal<string | null>(null);

/** After the draft was read: into an empty one it goes by itself. */
export async function readShared(): Promise<void> {
  const found = await drawer.get("shared");
  if (!found) return;
  const { text, photo } = draft.value!;
  if (text.trim() === "" && !photo) await takeShared(found);
  else shared.value = found;
}

export async function takeShared({ text, photo }: Shared): Promise<void> {
  await beginAnew();
  write(text);
  if (photo) await addPhoto(photo);
  await writeDown();
  await dropShared();
}

export async function dropShared(): Promise<void> {
  shared.value = null;
  await drawer.drop("shared");
}

async function addPhoto(file: Blob): Promise<void> {
  try {
    const photo = await preparePhoto(file);
    change({ photo, original: photo });
  } catch (error) {
    problem.value = nameOf(error);
  }
}
