/** The backgrounds a secret can have: a colour and a texture. The server knows them by these names. */
export const COLOURS = ["night", "dawn", "sea", "moss", "plum", "sand", "rose", "slate"] as const;
export const TEXTURES = ["roofs", "ridges", "waves", "pines", "blossom", "dunes", "petals", "rain"] as const;

export type Colour = (typeof COLOURS)[number];
export type Texture = (typeof TEXTURES)[number];
export type Look = `${Colour}-${Texture}`;

export const DEFAULT_LOOK: Look = "night-roofs";

/** The tones of a colour. Each leaves INK a contrast of at least 4.5, so whatever is drawn does. */
export interface Palette {
  readonly sky: readonly [top: string, middle: string, bottom: string];
  /** What stands in the distance, nearer, and in front: each darker. */
  readonly far: string;
  readonly middle: string;
  readonly near: string;
  /** Soft light, thin bright lines, and the warm light of a window. */
  readonly glow: string;
  readonly line: string;
  readonly lamp: string;
}

export const PALETTES: Record<Colour, Palette> = {
  night: { sky: ["#0b0d22", "#191b42", "#343366"], far: "#26275a", middle: "#1b1c44", near: "#101129", glow: "#5b5a8c", line: "#6e6d99", lamp: "#97611f" },
  dawn: { sky: ["#2a2354", "#74386a", "#a8503f"], far: "#6b2f52", middle: "#4b2350", near: "#2c1a41", glow: "#ab5c31", line: "#a45b77", lamp: "#a7602a" },
  sea: { sky: ["#0a1f3a", "#0e4660", "#146a74"], far: "#0f5066", middle: "#0b3a55", near: "#08263f", glow: "#3f7688", line: "#427a83", lamp: "#82702f" },
  moss: { sky: ["#10231f", "#1f4534", "#3f6637"], far: "#2b5239", middle: "#1d3d2e", near: "#112a22", glow: "#5b7441", line: "#647844", lamp: "#837027" },
  plum: { sky: ["#22112f", "#4a1d4c", "#7a3062"], far: "#5e2a5c", middle: "#431b48", near: "#27112f", glow: "#a8527f", line: "#995c93", lamp: "#a3622f" },
  sand: { sky: ["#33252a", "#6b4330", "#8f5f34"], far: "#7d5230", middle: "#5d3b26", near: "#39221b", glow: "#8a5c45", line: "#926a42", lamp: "#9b6621" },
  rose: { sky: ["#360f26", "#6e2140", "#a34a55"], far: "#8a2f48", middle: "#671f3d", near: "#3d122c", glow: "#a95563", line: "#a75b64", lamp: "#a5602b" },
  slate: { sky: ["#171d25", "#2d3945", "#4d5b66"], far: "#3a4752", middle: "#2a343e", near: "#1b232b", glow: "#586772", line: "#657480", lamp: "#8a6c37" },
};

/** The colour of a secret's words, on every look and over every photo. */
export const INK = "#fff8ee";

export function look(colour: Colour, texture: Texture): Look {
  return `${colour}-${texture}`;
}

/** A colour or texture that this page does not know (an older page, a newer server) is the default. */
export function partsOf(name: string): { colour: Colour; texture: Texture } {
  const [colour, texture] = name.split("-");
  return {
    colour: COLOURS.find((one) => one === colour) ?? COLOURS[0],
    texture: TEXTURES.find((one) => one === texture) ?? TEXTURES[0],
  };
}

export function lookOf(name: string): Look {
  const { colour, texture } = partsOf(name);
  return look(colour, texture);
}
