/** Looks for a new edition when the place's window has turned, and when the member comes back. */
import { useEffect } from "preact/hooks";

import { now, place } from "../../kit/place";
import { untilNext } from "../secrets/when";
import { lookForNew, opened } from "./pages";

const GRACE = 20; // seconds, at most: everybody asking in the same second would help nobody
const SELDOM = 60_000; // milliseconds between two looks on coming back

function look(): void {
  if (opened.value && !document.hidden) void lookForNew().catch(() => undefined);
}

function untilTurn(): number {
  const edition = place.value?.rhythm.edition ?? 3600;
  return (untilNext(now(), edition) + 3 + Math.random() * Math.min(GRACE, edition / 4)) * 1000;
}

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
    turn();
    addEventListener("visibilitychange", returned);
    return () => {
      clearTimeout(timer);
      removeEventListener("visibilitychange", returned);
    };
  }, []);
}
