/**
 * What of the feed is drawn: what is in sight and a little around it. The rest is room of the same
 * height, so the scroll bar and the place of everything stay as they were.
 */
import { signal } from "@preact/signals";

import { between, Heights, type Spot } from "./heights";
import { keepAround, pages, readAgain } from "./pages";

const ABOVE = 1.2; // screens
const BELOW = 2.2;
const EYES = 0.35; // of the screen's height: where somebody reads

const usual = () => innerHeight * 0.86; // about the height of a card

export const heights = new Heights(800);

interface Kept {
  spot: Spot;
  /** Pixels from the feed's beginning to its top, and from there to the top of the screen. */
  at: number;
  hidden: number;
}

/** What stands before the eyes. */
let kept: Kept | null = null;

/** Pixels from the feed's beginning to the screen's top. */
const scrolled = signal(0);
/** Rises with every change of heights. */
export const drawn = signal(0);

export function forgetPlace(): void {
  kept = null;
  scrolled.value = 0;
  heights.forget(usual());
}

export interface Sight {
  spots: Spot[];
  above: number;
  below: number;
}

/** What to draw; it follows the eyes and the heights. */
export function sight(): Sight {
  void drawn.value;
  const from = heights.at(Math.max(0, scrolled.value - ABOVE * innerHeight));
  const to = heights.at(scrolled.value + (1 + BELOW) * innerHeight);
  if (!from || !to) return { spots: [], above: 0, below: 0 };
  const below = heights.whole - heights.top(to) - heights.of(to);
  return { spots: between(heights, from, to), above: heights.top(from), below };
}

const tops = (list: HTMLElement) => list.getBoundingClientRect().top;

/** After the screen was scrolled: what is before the eyes now. */
export function look(list: HTMLElement): void {
  const now = -tops(list);
  const spot = heights.at(Math.max(0, now + EYES * innerHeight));
  const at = spot ? heights.top(spot) : 0;
  kept = spot && { spot, at, hidden: now - at };
  if (spot) keepAround(spot.page);
  if (Math.abs(now - scrolled.value) > 0.25 * innerHeight) scrolled.value = now;
}

const wanted = ({ spot, hidden }: Kept) => heights.top(spot) + hidden;

/** On coming back: draws what was before the eyes first. */
export function comeBack(): void {
  if (kept) scrolled.value = wanted(kept);
}

/** And goes there. */
export function goBack(list: HTMLElement): void {
  if (kept) scrollBy(0, wanted(kept) + tops(list));
}

/** Follows what is before the eyes when something above it has grown or shrunk. */
export function hold(): void {
  if (!kept) return;
  const at = heights.top(kept.spot);
  if (at !== kept.at) scrollBy(0, at - kept.at);
  kept.at = at;
}

/** Notes how tall everything that is drawn is. */
export function measure(list: HTMLElement): void {
  let other = false;
  for (const li of list.querySelectorAll<HTMLElement>(":scope > li[data-spot]")) {
    const [page, item] = li.dataset.spot!.split("/").map(Number);
    other = heights.see({ page: page!, item: item! }, li.getBoundingClientRect().height) || other;
  }
  if (other) drawn.value += 1;
}

/** Reads again what was let go and is in sight, then what is next to it. */
export function fill(spots: readonly Spot[]): void {
  const here = spots.map(({ page }) => page);
  const near = [...here, Math.min(...here) - 1, Math.max(...here) + 1];
  const missing = near.find((at) => pages.value[at]?.cards === null);
  if (missing !== undefined) void readAgain(missing);
}

/** The screen was turned: everything is as tall as it is now. */
export function turned(): void {
  heights.forget(usual());
  drawn.value += 1;
}
