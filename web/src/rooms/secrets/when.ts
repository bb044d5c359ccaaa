/** Time as people say it, never finer than an edition. */
import { language, t } from "../../words";

const DAY = 86_400;

/** The window that `seconds` falls into, named by its first second. */
export const windowOf = (seconds: number, length: number) => seconds - (seconds % length);

/** Seconds until the next window begins. */
export const untilNext = (seconds: number, length: number) => length - (seconds % length);

type Part = "small" | "morning" | "afternoon" | "evening" | "night";

function partOf(hour: number): Part {
  if (hour < 5) return "small";
  if (hour < 12) return "morning";
  if (hour < 18) return "afternoon";
  return hour < 21 ? "evening" : "night";
}

const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());

function daysBetween(earlier: Date, later: Date): number {
  return Math.round((midnight(later).getTime() - midnight(earlier).getTime()) / 1000 / DAY);
}

/** When an edition came out: "yesterday evening", "周三早上", "11月3日". */
export function whenOf(edition: number, now: number): string {
  const date = new Date(edition * 1000);
  const days = daysBetween(date, new Date(now * 1000));
  const part = partOf(date.getHours());
  if (days <= 0) return t(`when.today-${part}`);
  if (days === 1) return t(`when.yesterday-${part}`);
  if (days > 6) return date.toLocaleDateString(language.value, { month: "long", day: "numeric" });
  const weekday = language.value === "en" ? "long" : "short";
  const day = date.toLocaleDateString(language.value, { weekday });
  return t(`when.weekday-${part}`, { day });
}

/** A day, in days since 1970: "11月3日". */
export function dayName(day: number): string {
  const date = new Date(day * DAY * 1000);
  return date.toLocaleDateString(language.value, { month: "long", day: "numeric", timeZone: "UTC" });
}

/** A length of time in words, rounded up: "4 hours", "20 分钟". */
export function span(seconds: number): string {
  if (seconds > 2 * DAY) return t("span.days", { n: Math.ceil(seconds / DAY) });
  if (seconds > 5400 || seconds === 3600) return t("span.hours", { n: Math.ceil(seconds / 3600) });
  if (seconds > 90) return t("span.minutes", { n: Math.ceil(seconds / 60) });
  if (seconds > 45) return t("span.minutes", { n: 1 });
  return t("span.seconds", { n: Math.max(1, Math.ceil(seconds)) });
}
