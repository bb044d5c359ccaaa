/** Lines that several scenes share, on a canvas of 400 × 700. */
import { between, type Chance, many } from "./chance";

export const WIDTH = 400;
export const HEIGHT = 700;

type Point = readonly [x: number, y: number];

const round = (number: number) => Math.round(number * 10) / 10;

/** A soft line through the middles between the points. */
export function soft(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const bends = rest.slice(0, -1).map(([x, y], index) => {
    const [nextX, nextY] = rest[index + 1]!;
    return `Q${round(x)} ${round(y)} ${round((x + nextX) / 2)} ${round((y + nextY) / 2)}`;
  });
  return `M${round(first![0])} ${round(first![1])}${bends.join("")}`;
}

/** The outline of hills around height `y`, filled down to the ground. */
export function hills(chance: Chance, y: number, swing: number, steps = 6): string {
  const width = (WIDTH + 160) / steps;
  const points = many(steps + 2, (index): Point => [
    -80 + index * width,
    y + between(chance, -swing, swing),
  ]);
  return `${soft(points)}V${HEIGHT}H-80Z`;
}

/** A long wave across the canvas. */
export function wave(chance: Chance, y: number, height: number, length: number): string {
  const start = -length + between(chance, 0, length * 0.9) - length;
  const count = Math.ceil((WIDTH + 3 * length) / length);
  const half = round(length / 2);
  return `M${round(start)} ${round(y)}${`q${half / 2} ${-height} ${half} 0t${half} 0`.repeat(count)}`;
}

/** Points of light above a height, as one path whose round ends are the stars. */
export function stars(chance: Chance, count: number, below: number): string {
  const at = () => `M${round(between(chance, 0, WIDTH))} ${round(between(chance, 0, below))}h0`;
  return many(count, at).join("");
}
