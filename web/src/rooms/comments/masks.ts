import { t } from "../../words";

/** A comment wears one of 256 masks: 16 creatures × 8 colours × with or without a scarf. */
export const MASKS = 256;

export const CREATURES = [
  "fox", "cat", "owl", "hare", "bear", "panda", "deer", "frog",
  "mouse", "hedgehog", "penguin", "whale", "octopus", "sheep", "elephant", "duck",
] as const;
export type Creature = (typeof CREATURES)[number];

export interface Colour {
  readonly name: "coral" | "amber" | "green" | "teal" | "blue" | "violet" | "pink" | "ivory";
  readonly fur: string;
  readonly shade: string;
  readonly ground: string;
}

export const COLOURS: readonly Colour[] = [
  { name: "coral", fur: "#f26a60", shade: "#b03a34", ground: "#561a25" },
  { name: "amber", fur: "#f8c43c", shade: "#b9791a", ground: "#4c3a0b" },
  { name: "green", fur: "#9ccc57", shade: "#5d8f26", ground: "#233a18" },
  { name: "teal", fur: "#45c6b6", shade: "#14857a", ground: "#0d3a3d" },
  { name: "blue", fur: "#5cabfb", shade: "#2569c6", ground: "#0f3066" },
  { name: "violet", fur: "#b57ef3", shade: "#763cc2", ground: "#3c1a62" },
  { name: "pink", fur: "#f88fca", shade: "#c2458b", ground: "#5a1a4b" },
  { name: "ivory", fur: "#f3ebdd", shade: "#b0a18c", ground: "#413b36" },
];

export interface Mask {
  readonly creature: Creature;
  readonly colour: Colour;
  readonly scarf: boolean;
}

/** The mask of an index; indices outside 0..255 wrap, so a newer server is still drawn. */
export function maskOf(index: number): Mask {
  const within = ((index % MASKS) + MASKS) % MASKS;
  return {
    creature: CREATURES[within % 16]!,
    colour: COLOURS[(within >> 4) % 8]!,
    scarf: within >= 128,
  };
}

/** What a screen reader says and the thread shows: "a teal fox in a scarf", "戴围巾的青色狐狸". */
export function maskName(index: number): string {
  const { creature, colour, scarf } = maskOf(index);
  const parts = { colour: t(`mask.${colour.name}`), creature: t(`mask.${creature}`) };
  return t(scarf ? "mask.scarf" : "mask.plain", parts);
}
