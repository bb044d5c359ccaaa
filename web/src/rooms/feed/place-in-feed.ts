/** Keeps the place in the feed: what was in front of the eyes is there again on coming back. */
import { useEffect, useLayoutEffect } from "preact/hooks";

import { route } from "../../kit/router";

let kept: { key: string; top: number } | null = null;

export function forgetPlace(): void {
  kept = null;
}

function keep(): void {
  if (route.value.screen !== "feed") return; // already leaving: the router scrolls to the top
  const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  const item = middle?.closest<HTMLElement>("[data-item]");
  if (item) kept = { key: item.dataset.item!, top: item.getBoundingClientRect().top };
}

function goBackTo({ key, top }: { key: string; top: number }): void {
  const item = document.querySelector(`[data-item="${CSS.escape(key)}"]`);
  if (item) scrollBy(0, item.getBoundingClientRect().top - top);
}

export function usePlaceInFeed(): void {
  useLayoutEffect(() => {
    const before = kept;
    if (!before) return;
    goBackTo(before);
    // Once more after the browser has put its own remembered position back.
    const frame = requestAnimationFrame(() => goBackTo(before));
    return () => cancelAnimationFrame(frame);
  }, []);
  useEffect(() => {
    addEventListener("scroll", keep, { passive: true });
    return () => removeEventListener("scroll", keep);
  }, []);
}
