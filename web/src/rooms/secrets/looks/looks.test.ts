import type { ComponentChildren, VNode } from "preact";
import { describe, expect, it } from "vitest";
import api from "../../../../../docs/openapi.json?raw";

import { chanceOf } from "./chance";
import { contrast } from "./contrast";
import { COLOURS, DEFAULT_LOOK, INK, look, lookOf, PALETTES, TEXTURES } from "./looks";
import { Scene } from "./scene";

const LOOKS = COLOURS.flatMap((colour) => TEXTURES.map((texture) => look(colour, texture)));

type Element = VNode<Record<string, unknown>>;

/** All elements of a drawing: its components have no state, so each is a function of its props. */
function elements(drawn: ComponentChildren): Element[] {
  if (Array.isArray(drawn)) return drawn.flatMap(elements);
  if (!drawn || typeof drawn !== "object") return [];
  const { type, props } = drawn as Element;
  if (typeof type === "function") return elements((type as (of: object) => VNode)(props));
  return [drawn as Element, ...elements(props.children as ComponentChildren)];
}

const painted = ({ props }: Element) => [props.fill, props.stroke].filter((paint) => paint && paint !== "none") as string[];

describe("looks", () => {
  it("are those of the server, the default first", () => {
    const { look: known } = JSON.parse(api).paths["/v1/secrets"].post.requestBody.content["multipart/form-data"].schema.properties.secret.properties;
    expect(known.enum).toEqual(["", ...LOOKS]);
    expect(LOOKS[0]).toBe(DEFAULT_LOOK);
  });

  it.each(LOOKS)("%s is drawn in tones that words can stand on", (name) => {
    const tones = Object.values(PALETTES[name.split("-")[0] as keyof typeof PALETTES]).flat();
    const paints = [..."abcdefgh"].flatMap((seed) => elements(Scene({ look: name, seed })).flatMap(painted));
    expect(paints.length).toBeGreaterThan(50);
    // What is half transparent lies between two of them.
    expect(paints.filter((paint) => !tones.includes(paint))).toEqual([]);
    for (const tone of tones) expect([tone, contrast(INK, tone) >= 4.5]).toEqual([tone, true]);
  });

  it("are as many drawings as they have names", () => {
    const drawings = LOOKS.map((name) => JSON.stringify(elements(Scene({ look: name, seed: "a" })).map(({ props: { children: _, ...own } }) => own)));
    expect(new Set(drawings).size).toBe(64);
  });

  it("show an unknown name as the default", () => {
    for (const name of ["", "constructor", "night", "-", "toString-valueOf"]) expect(lookOf(name)).toBe(DEFAULT_LOOK);
    expect(lookOf("moss-later")).toBe("moss-roofs");
  });
});

describe("the chance of drawings", () => {
  it("is the same for a seed, and another for another", () => {
    const draw = (seed: string) => Array.from({ length: 5 }, chanceOf(seed));
    expect(draw("a")).toEqual(draw("a"));
    expect(draw("a")).not.toEqual(draw("b"));
  });
});
