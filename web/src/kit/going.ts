/**
 * Taking back everything that one ever told, over random nights. If all went in one night, who counts
 * what goes would see that one person wrote it. Only this device knows the nights; it asks in each
 * when it is open, by each one's own key, in a beat of its own; a night that is missed is drawn again.
 */
import { removeComment, removeSecret } from "./mine";
import { online } from "./online";
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

/** One of those whose night has come, whichever: one that always fails must not block. Whether one was asked for. */
export async function removeDue(): Promise<boolean> {
  const due = [...dueOf(goable()).map(({ secret }) => () => removeSecret(secret)),
    ...dueOf(sayable()).map(({ comment }) => () => removeComment(comment))];
  const remove = due[Math.floor(Math.random() * due.length)];
  if (!remove || !online.peek()) return false;
  await remove().finally(putOff);
  return true;
}

const dueOf = <One extends { goes?: number }>(all: One[]) => all.filter(({ goes }) => goes !== undefined && goes <= now());

/**
 * What else is due gets another night, whatever the server answered: who opens the page after all the
 * nights has everything due at once, and seconds apart it would be seen to be of one person.
 */
async function putOff(): Promise<void> {
  for (const { secret } of dueOf(goable())) await changeSecret(secret, { goes: someNight() });
  for (const { comment } of dueOf(sayable())) await changeComment(comment, { goes: someNight() });
}
