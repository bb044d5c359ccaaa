/** Looks for a new edition when the place's window has turned, and when the member comes back. */
import { useEffect } from "preact/hooks";

import { onChime } from "../../kit/chimed";
import { now, place } from "../../kit/place";
import { untilNext, windowOf } from "../secrets/when";
import { lookForNew, opened } from "./pages";

const GRACE = 20; // seconds, at most: everybody asking in the same second would help nobody
const SELDOM = 60_000; // milliseconds between two looks on coming back

let looked = 0; // the window of the last look

function look(): void {
  looked = present();
  if (opened.value && !document.hidden) void lookForNew().catch(() => undefined);
}

const length = () => place.value?.rhythm.edition ?? 3600;
const present = () => windowOf(now(), length());

const grace = () => Math.random() * Math.min(GRACE, length() / 4);
const untilTurn = () => (untilNext(now(), length()) + 3 + grace()) * 1000;

export function useTurn(): void {
  useEffect(() => {
    let timer = 0;
    let last = Date.now();
    const turn = () => {
      look();
      timer = window.setTimeout(turn, untilTurn());
    };
    const returned = () => {
      if (Date.now() - last < SELDOM) return;
      last = Date.now();
      look();
    };
    if (looked !== present()) look(); // not on every return to the feed, such as after telling
    timer = window.setTimeout(turn, untilTurn());
    addEventListener("visibilitychange", returned);
    const unheard = onChime("edition", () => {
      clearTimeout(timer);
      timer = window.setTimeout(turn, grace() * 1000);
    });
    return () => {
      clearTimeout(timer);
      unheard();
      removeEventListener("visibilitychange", returned);
    };
  }, []);
}
