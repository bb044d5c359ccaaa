import { describe, expect, it } from "vitest";
import grounds from "./grounds.tsx?raw";
import skies from "./skies.tsx?raw";

import { chanceOf } from "./chance";
import { contrast } from "./contrast";
import { INK, lookOf, LOOKS, SKIES } from "./looks";

describe("looks", () => {
  it.each(LOOKS)("%s keeps words readable on every stop of its sky", (look) => {
    for (const stop of SKIES[look]) expect(contrast(INK, stop)).toBeGreaterThanOrEqual(4.5);
  });

  it("are drawn in colours that words can stand on", () => {
    const colours = `${grounds}${skies}`.match(/#[0-9a-f]{6}\b/g)!;
    expect(colours.length).toBeGreaterThan(30);
    for (const colour of colours) expect([colour, contrast(INK, colour) >= 4.5]).toEqual([colour, true]);
  });

  it("show an unknown name as the default", () => {
    expect(lookOf("")).toBe("night");
    expect(lookOf("constructor")).toBe("night");
  });
});

describe("the chance of drawings", () => {
  it("is the same for a seed, and another for another", () => {
    const draw = (seed: string) => Array.from({ length: 5 }, chanceOf(seed));
    expect(draw("a")).toEqual(draw("a"));
    expect(draw("a")).not.toEqual(draw("b"));
  });
});
