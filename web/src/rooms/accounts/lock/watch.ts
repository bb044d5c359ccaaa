/** While a lock is set: what hides the page at once, and what locks it when nobody looks. */
import { door, lockWays } from "../../../kit/lock";
import { hide, lockNow } from "./actions";

const AWAY = 120_000; // milliseconds out of sight: long enough to pick a photo
const TWICE = 600; // milliseconds between two presses of Escape
const FINGERS = 3;

let watching = false;

export function startWatch(): void {
  if (watching) return;
  watching = true;
  addEventListener("visibilitychange", lockWhenAway);
  addEventListener("keydown", hideByKey, { capture: true });
  addEventListener("touchstart", hideByFingers, { passive: true });
}

let leaving: ReturnType<typeof setTimeout>;
let left = 0;

function lockWhenAway(): void {
  clearTimeout(leaving);
  if (!lockWays.value) return;
  if (document.hidden) {
    left = Date.now();
    leaving = setTimeout(lockNow, AWAY);
  } else if (Date.now() - left > AWAY) lockNow(); // timers sleep in the background
}

let escaped = 0;

function hideByKey({ key }: KeyboardEvent): void {
  if (key !== "Escape") return;
  if (Date.now() - escaped < TWICE) void hideNow();
  escaped = Date.now();
}

function hideByFingers({ touches }: TouchEvent): void {
  if (touches.length >= FINGERS) void hideNow();
}

const hideNow = async () => door.value === "open" && hide();
