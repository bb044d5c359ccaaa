/** Counters come as buckets: the least that it can be, 0 while it is hidden. */
import { counts } from "../../kit/preferences";
import { language } from "../../words";

export function atLeast(bucket: number): string {
  if (bucket === 0 || counts.chosen.value === "hidden") return "";
  const short = new Intl.NumberFormat(language.value, { notation: "compact" });
  return `${short.format(bucket)}+`;
}
