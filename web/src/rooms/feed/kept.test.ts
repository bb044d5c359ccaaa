import { expect, it } from "vitest";

import { forgetAll } from "../../kit/store";
import type { FeedPage } from "../../kit/types";
import { keepPage, keptPage } from "./kept";

const page = (edition: number, next: string | null = null) => ({ cards: [], edition, next }) as unknown as FeedPage;

it("has the last pages again, and those of an older edition no more", async () => {
  await keepPage(null, page(1, "a"));
  await keepPage("a", page(1));
  expect([await keptPage(null), await keptPage("a")]).toEqual([page(1, "a"), page(1)]);
  await keepPage(null, page(2, "b"));
  expect(await keptPage("a")).toBeUndefined();
});

it("keeps five pages at most", async () => {
  await keepPage(null, page(3));
  for (const cursor of "abcdefg") await keepPage(cursor, page(3));
  expect((await Promise.all([..."abcdefg"].map(keptPage))).filter(Boolean)).toHaveLength(4);
});

it("is wiped with the device, and forgets by itself after a week", async () => {
  await keepPage(null, page(4));
  await forgetAll();
  expect(await keptPage(null)).toBeUndefined();
  await keepPage(null, page(4));
  const clock = Date.now;
  Date.now = () => clock() + 8 * 86_400_000;
  expect(await keptPage(null)).toBeUndefined();
  Date.now = clock;
  expect(await keptPage(null)).toBeUndefined();
});
