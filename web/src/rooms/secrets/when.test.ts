import { beforeEach, describe, expect, it } from "vitest";

import { language } from "../../words";
import { span, untilNext, whenOf, windowOf } from "./when";

const at = (text: string) => new Date(text).getTime() / 1000; // in the zone of the machine
const LATE = at("2026-11-04T23:30:00");

describe("when", () => {
  beforeEach(() => void (language.value = "en"));

  it.each([
    ["2026-11-04T00:00:00", "early this morning", "今天凌晨"],
    ["2026-11-04T08:00:00", "this morning", "今天早上"],
    ["2026-11-04T12:00:00", "this afternoon", "今天下午"],
    ["2026-11-04T18:00:00", "this evening", "今天傍晚"],
    ["2026-11-04T22:00:00", "tonight", "今天夜里"],
    ["2026-11-03T04:00:00", "early yesterday morning", "昨天凌晨"],
    ["2026-11-03T08:00:00", "yesterday morning", "昨天早上"],
    ["2026-11-03T16:00:00", "yesterday afternoon", "昨天下午"],
    ["2026-11-03T20:00:00", "yesterday evening", "昨天傍晚"],
    ["2026-11-03T22:00:00", "last night", "昨天夜里"],
    ["2026-10-30T00:00:00", "early Friday morning", "周五凌晨"],
    ["2026-10-30T08:00:00", "Friday morning", "周五早上"],
    ["2026-10-30T12:00:00", "Friday afternoon", "周五下午"],
    ["2026-10-30T20:00:00", "Friday evening", "周五傍晚"],
    ["2026-10-30T22:00:00", "Friday night", "周五夜里"],
    ["2026-10-01T08:00:00", "October 1", "10月1日"],
  ])("%s is %s, %s", (edition, english, chinese) => {
    expect(whenOf(at(edition), LATE)).toBe(english);
    language.value = "zh-Hans";
    expect(whenOf(at(edition), LATE)).toBe(chinese);
  });

  it("says lengths of time, rounded up", () => {
    expect([60 * 12, 60, 3600, 4 * 3600, 86_400 * 7, 5].map(span)).toEqual([
      "12 minutes", "1 minute", "1 hour", "4 hours", "7 days", "5 seconds",
    ]);
  });

  it("knows its windows", () => {
    expect(windowOf(14_405, 14_400)).toBe(14_400);
    expect(untilNext(14_405, 14_400)).toBe(14_395);
  });
});
