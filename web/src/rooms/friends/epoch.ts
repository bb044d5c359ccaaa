import { now, place } from "../../kit/place";
import { language } from "../../words";

/** When friendships are counted again, in the member's own time; null while it is not known. */
export function nextEpoch(): string | null {
  const length = place.value?.rhythm.epoch;
  if (!length) return null;
  const at = now();
  const next = new Date((at - (at % length) + length) * 1000);
  return next.toLocaleTimeString(language.value, { hour: "numeric", minute: "2-digit" });
}
