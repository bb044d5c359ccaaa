/** How dark a layer over a photo must be. */

// Behind INK a grey of this value still leaves a contrast of 4.5, with a little to spare.
const DARK_ENOUGH = 108;
const LEAST = 0.22;

/** Above the scrim: no glint is brighter than this, in any of its channels. */
export const LID = `rgb(${DARK_ENOUGH} ${DARK_ENOUGH} ${DARK_ENOUGH})`;

/** The opacity of a near-black layer that makes a patch of `brightness` (0..255) dark enough. */
export function scrimFor(brightness: number): number {
  const needed = 1 - DARK_ENOUGH / Math.max(brightness + 12, 1);
  return Math.round(Math.max(LEAST, needed) * 100) / 100;
}
