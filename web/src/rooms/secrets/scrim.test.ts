import { describe, expect, it } from "vitest";

import { scrimFor } from "./scrim";
import { contrast } from "./looks/contrast";
import { INK } from "./looks/looks";

describe("the layer over a photo", () => {
  it("leaves every grey dark enough for the words", () => {
    for (let grey = 0; grey <= 255; grey += 1) {
      const left = Math.round(grey * (1 - scrimFor(grey)));
      const hex = left.toString(16).padStart(2, "0").repeat(3);
      expect(contrast(INK, `#${hex}`)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("is no darker than it must be", () => {
    expect(scrimFor(40)).toBeLessThan(scrimFor(200));
  });
});
