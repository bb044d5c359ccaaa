/**
 * Taking back everything that one ever told, over random nights. If all went in one night, who counts
 * what goes would see that one person wrote it. Only this device knows the nights; it asks in each
 * when it is open, by each one's own key, in a beat of its own.
 */
import { removeComment, removeSecret } from "./mine";
import { changeComment, changeSecret, myComments, mySecrets } from "./own";
import { now, place } from "./place";

export const NIGHTS = 14;

const goable = () => mySecrets.peek().filter(({ state }) => state === "out" || state === "queued");
const sayable = () => myComments.peek().filter(({ removing }) => !removing);

const someNight = () => now() + Math.random() * NIGHTS * (place.value?.rhythm.night ?? 86_400);

export async function goByNights(): Promise<void> {
  for (const { secret, goes } of goable()) if (!goes) await changeSecret(secret, { goes: someNight() });
  for (const { comment, goes } of sayable()) if (!goes) await changeComment(comment, { goes: someNight() });
}

export async function stayAfterAll(): Promise<void> {
  for (const { secret } of goable()) await changeSecret(secret, { goes: undefined });
  for (const { comment } of sayable()) await changeComment(comment, { goes: undefined });
}

/** The next one whose night has come; whether there was one. */
export async function removeDue(): Promise<boolean> {
  const due = ({ goes }: { goes?: number }) => goes !== undefined && goes <= now();
  const [secret, comment] = [goable().find(due), sayable().find(due)];
  if (secret) await removeSecret(secret.secret);
  else if (comment) await removeComment(comment.comment);
  return Boolean(secret ?? comment);
}
