/** What the keys do: they press the buttons that stand on the screen, so that both do the same. */
import { signal } from "@preact/signals";

import { recall, taste } from "../kit/preferences";
import { go } from "../kit/router";
import type { PlainKey } from "../words";

/** Single letters are in the way of who speaks to the device: they can be turned off. */
export const letters = taste("mimi-letters", "on", "off");
export const open = signal<"map" | "palette" | null>(null);

export interface Key {
  key: string;
  does: PlainKey;
  act: () => void;
}

export const KEYS: readonly Key[] = [
  { key: "j", does: "keys.next", act: () => step(1) },
  { key: "k", does: "keys.before", act: () => step(-1) },
  { key: "l", does: "keys.like", act: () => press(".like") },
  { key: "o", does: "keys.open", act: () => press("a.act") },
  { key: "s", does: "keys.share", act: () => press(".share") },
  { key: "m", does: "keys.menu", act: () => press(".more") },
  { key: "n", does: "keys.tell", act: () => go("/tell") },
  { key: "?", does: "keys.map", act: () => (open.value = "map") },
];

const TYPING = "input, textarea, select, [contenteditable]";
const EYES = 0.35; // of the screen's height

export function listen(): void {
  recall(letters);
  addEventListener("keydown", pressed);
}

function pressed(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
  if (altKey || document.querySelector("dialog[open]")) return;
  if ((ctrlKey || metaKey) && key.toLowerCase() === "k") {
    event.preventDefault();
    open.value = "palette";
    return;
  }
  if (ctrlKey || metaKey || repeat || letters.chosen.value === "off") return;
  if ((target as Element).closest?.(TYPING)) return;
  const found = KEYS.find((one) => one.key === key.toLowerCase());
  if (!found) return;
  event.preventDefault();
  found.act();
}

const all = () => [...document.querySelectorAll<HTMLElement>("main [data-secret]")];

/** The secret that has the focus, or the one before the eyes. */
function here(): HTMLElement | undefined {
  const focused = document.activeElement?.closest<HTMLElement>("[data-secret]");
  if (focused) return focused;
  const line = EYES * innerHeight;
  return all().find((one) => one.getBoundingClientRect().bottom > line);
}

function press(selector: string): void {
  here()?.querySelector<HTMLElement>(selector)?.click();
}

function step(by: 1 | -1): void {
  const [secrets, now] = [all(), here()];
  const focused = now?.contains(document.activeElement);
  const next = secrets[now ? secrets.indexOf(now) + (focused || by < 0 ? by : 0) : 0];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}
