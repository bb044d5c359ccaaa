import { beforeEach, describe, expect, it } from "vitest";

import { language } from "../../words";
import { span, untilNext, whenOf, windowOf } from "./when";

const at = (text: string) => new Date(text).getTime() / 1000; // in the zone of the machine
const NOW = at("2026-11-04T15:00:00");

describe("when", () => {
  beforeEach(() => void (language.value = "en"));

  it.each([
    ["2026-11-04T12:00:00", "this afternoon"],
    ["2026-11-04T00:00:00", "early today"],
    ["2026-11-03T20:00:00", "yesterday evening"],
    ["2026-11-03T22:00:00", "last night"],
    ["2026-10-30T08:00:00", "Friday morning"],
    ["2026-10-01T08:00:00", "October 1"],
  ])("%s is %s", (edition, words) => expect(whenOf(at(edition), NOW)).toBe(words));

  it("speaks Chinese", () => {
    language.value = "zh";
    expect(whenOf(at("2026-11-03T20:00:00"), NOW)).toBe("昨天傍晚");
    expect(whenOf(at("2026-10-01T08:00:00"), NOW)).toBe("10月1日");
  });

  it("says lengths of time, rounded up", () => {
    expect([60 * 12, 3600, 4 * 3600, 86_400 * 7, 5].map(span)).toEqual([
      "12 minutes", "1 hour", "4 hours", "7 days", "5 seconds",
    ]);
  });

  it("knows its windows", () => {
    expect(windowOf(14_405, 14_400)).toBe(14_400);
    expect(untilNext(14_405, 14_400)).toBe(14_395);
  });
});
