/** When this device is rung: hours of its own day here, parts of the UTC day for the server. */

const PARTS = 6;

/** Hours that this device's clock is ahead of UTC. */
export const ahead = (at = new Date()): number => -at.getTimezoneOffset() / 60;

const turned = (hour: number) => ((hour % 24) + 24) % 24;

/** The hours of the day here at which editions come out, from morning to night. */
export function editionHours(offset = ahead()): number[] {
  const hours = Array.from({ length: PARTS }, (_, part) => turned(part * 4 + offset));
  return hours.sort((one, other) => turned(one - 5) - turned(other - 5));
}

/** Of each wanted hour the nearest edition: after a journey, or in summer, they are others. */
export function partsOf(hours: readonly number[], offset = ahead()): number[] {
  const parts = hours.map((hour) => Math.round(turned(hour - offset) / 4) % PARTS);
  return [...new Set(parts)].sort();
}

/** In the evening, when most people have a minute. */
export function proposed(offset = ahead()): number[] {
  const far = (hour: number) => Math.abs(hour - 20);
  return [editionHours(offset).reduce((best, hour) => (far(hour) < far(best) ? hour : best))];
}
