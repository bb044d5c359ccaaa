/** The backgrounds a secret can have; the server knows them by these names. */
export const LOOKS = ["dawn", "sea", "moss", "plum", "sand", "night", "rose", "slate"] as const;
export type Look = (typeof LOOKS)[number];

export const DEFAULT_LOOK: Look = "night";

/** The sky of each look, from top to bottom. Every stop leaves INK a contrast of at least 4.5. */
export const SKIES: Record<Look, readonly [top: string, middle: string, bottom: string]> = {
  dawn: ["#2a2354", "#74386a", "#a8503f"],
  sea: ["#0a1f3a", "#0e4660", "#146a74"],
  moss: ["#10231f", "#1f4534", "#3f6637"],
  plum: ["#22112f", "#4a1d4c", "#7a3062"],
  sand: ["#33252a", "#6b4330", "#8f5f34"],
  night: ["#0b0d22", "#191b42", "#343366"],
  rose: ["#360f26", "#6e2140", "#a34a55"],
  slate: ["#171d25", "#2d3945", "#4d5b66"],
};

/** The colour of a secret's words, on every look and over every photo. */
export const INK = "#fff8ee";

/** A look that this page does not know (an older page, a newer server) is shown as the default. */
export function lookOf(name: string): Look {
  return LOOKS.find((look) => look === name) ?? DEFAULT_LOOK;
}
