import fc from "fast-check";
import { expect, test } from "vitest";
import { editionHours, partsOf, proposed } from "./hours";

fc.configureGlobal({ seed: 1 }); // the same examples each time

test("hours of one's own day and parts of the UTC day lead to each other", () => {
  const offsets = fc.integer({ min: -48, max: 56 }).map((quarters) => quarters / 4);
  fc.assert(
    fc.property(offsets, (offset) => {
      const hours = editionHours(offset);
      expect(new Set(hours).size).toBe(6);
      expect(hours.every((hour) => hour >= 0 && hour < 24)).toBe(true);
      expect(partsOf(hours, offset)).toEqual([0, 1, 2, 3, 4, 5]);
      for (const hour of hours) {
        const [part] = partsOf([hour], offset);
        expect((part! * 4 + offset + 48) % 24).toBe(hour);
      }
    }),
  );
});

test("in Beijing, in Berlin and in Delhi", () => {
  expect(editionHours(8)).toEqual([8, 12, 16, 20, 0, 4]);
  expect(partsOf([20, 8], 8)).toEqual([0, 3]);
  expect(editionHours(1)).toEqual([5, 9, 13, 17, 21, 1]);
  expect(editionHours(5.5)).toEqual([5.5, 9.5, 13.5, 17.5, 21.5, 1.5]);
});

test("summer time and a journey move the parts, not the hours", () => {
  expect(partsOf([21], 1)).toEqual([5]);
  expect(partsOf([21], 2)).toEqual([5]);
  expect(partsOf([21], 8)).toEqual([3]);
});

test("proposes one evening", () => {
  expect(proposed(8)).toEqual([20]);
  expect(proposed(1)).toEqual([21]);
});
