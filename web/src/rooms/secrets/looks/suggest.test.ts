import { expect, test } from "vitest";

import { DEFAULT_LOOK } from "./looks";
import { suggested } from "./suggest";

test.each([
  ["我在海里学会了游泳", "sea-waves"],
  ["我还是喜欢他", "rose-blossom"],
  ["失眠的第三个晚上", "night-roofs"],
  ["我還是喜歡他", "rose-blossom"],
  ["老闆不知道我難過", "slate-rain"],
  ["I am so tired of this job", "slate-roofs"],
  ["I cried in the rain", "sea-rain"],
  ["I love the mountains", "rose-blossom"],
  ["We climbed mountains in spring", "moss-ridges"],
])("%s stands on %s", (text, look) => expect(suggested(text)).toBe(look));

test("what says nothing has the usual one", () => {
  expect(["", "…", "12", "Xyzzy", "seat"].map(suggested)).toEqual(Array(5).fill(DEFAULT_LOOK));
});
