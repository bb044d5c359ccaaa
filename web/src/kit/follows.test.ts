import { beforeEach, expect, test, vi } from "vitest";
import { follow, follows, isFollowed, newIn, newInAll, noteOwn, noteRead, readFollows, readTalks, unfollow } from "./follows";
import { place } from "./place";
import { forgetAll } from "./store";
import type { Place } from "./types";

const of = (secret: string, edition = 1000) => ({ secret, text: "…", look: "night", edition });
let asked: string[];
let said: Record<string, number>;

beforeEach(async () => {
  await forgetAll();
  await readFollows();
  asked = [];
  said = { mine: 1, one: 2, other: 40 };
  vi.stubGlobal("fetch", async (path: string, request: RequestInit) => {
    asked.push(`${request.method} ${path} ${request.body ?? ""}`);
    const secrets = Object.entries(said).map(([secret, many]) => ({ secret, said: many }));
    return Response.json([{ label: "l", secrets }]);
  });
});

test("hears of what is new in followed threads only", async () => {
  await follow(of("one"), 2);
  await readTalks([]);
  expect(newInAll.value).toBe(0);
  said = { ...said, one: 5, other: 50 };
  await readTalks([]);
  expect([newIn("one"), newIn("other"), newInAll.value]).toEqual([3, 0, 3]);
  await noteRead("one", 5);
  expect(newInAll.value).toBe(0);
});

test("asks the same whatever is followed, told or read", async () => {
  await readTalks([]);
  await follow(of("one"), 0);
  await noteRead("one", 2);
  await unfollow("one", false);
  await follow(of("other"), 0);
  await readTalks([of("mine")]);
  expect(asked).toEqual(Array(2).fill("GET /v1/bulletins "));
});

test("follows one's own by itself, until the member wants to hear no more", async () => {
  await readTalks([of("mine")]);
  expect([isFollowed("mine"), newIn("mine")]).toEqual([true, 1]);
  await unfollow("mine", true);
  await readTalks([of("mine")]);
  expect([isFollowed("mine"), newInAll.value]).toEqual([false, 0]);
  await follow(of("mine"), 1);
  expect(isFollowed("mine")).toBe(true);
});

test("a comment of one's own is no news", async () => {
  await follow(of("one"), 2);
  await noteOwn("one");
  await noteOwn("other");
  said = { one: 3 };
  await readTalks([]);
  expect(newInAll.value).toBe(0);
  expect(follows.value.map((one) => one.secret)).toEqual(["one"]);
});

test("lets go of what must have expired", async () => {
  const rhythm = { secret_life: 100, night: 10 } as Place["rhythm"];
  place.value = { now: 1000, rhythm } as Place;
  const recent = Math.floor(Date.now() / 1000);
  await follow(of("old", 5), 0);
  await follow(of("young", recent + 1000), 0);
  await readTalks([]);
  expect(follows.value.map((one) => one.secret)).toEqual(["young"]);
  place.value = null;
});
