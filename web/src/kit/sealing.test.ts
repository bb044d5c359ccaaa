import { beforeEach, expect, test } from "vitest";
import { sealBy } from "./sealing";
import { Drawer, everything, forgetAll, resealAll, useSeal } from "./store";

const SECRET = new Uint8Array(16).fill(7);
const drawer = new Drawer<unknown>("draft");
const THING = {
  text: "我把信留下了",
  at: 7,
  token: { input: new Uint8Array([1, 2, 3]), taken: false },
  list: [null, "a", { deep: new Uint8Array(0) }],
  none: undefined,
};

beforeEach(async () => {
  useSeal(null);
  await forgetAll();
});

async function lying(): Promise<string> {
  useSeal(null);
  return JSON.stringify(await everything());
}

test("what was sealed comes back as it was, photos too", async () => {
  const seal = await sealBy(SECRET);
  const photo = new Blob([new Uint8Array([9, 8, 7])], { type: "image/webp" });
  const closed = await seal.close("key", { ...THING, photo });
  const [key, thing] = (await seal.pair(closed))! as [string, typeof THING & { photo: Blob }];
  const { none: _, ...kept } = THING;
  expect(key).toBe("key");
  expect(thing).toMatchObject(kept);
  expect(thing.photo.type).toBe("image/webp");
  expect(new Uint8Array(await thing.photo.arrayBuffer())).toEqual(new Uint8Array([9, 8, 7]));
});

test("while a lock is set neither a word nor a key lies in the open", async () => {
  await drawer.put("an-id-of-mine", THING);
  expect(await lying()).toContain("我把信留下了");
  const seal = await sealBy(SECRET);
  await resealAll(seal);
  await drawer.put("another", THING);
  await drawer.change("another", (thing) => ({ ...(thing as object), at: 8 }));
  expect(await drawer.get("another")).toMatchObject({ at: 8 });
  expect(await drawer.all()).toHaveLength(2);
  const found = await lying();
  expect(found).not.toMatch(/我把信留下了|an-id-of-mine|another/);
  useSeal(seal);
  await drawer.drop("another");
  await resealAll(null);
  expect(await drawer.pairs()).toMatchObject([["an-id-of-mine", { text: THING.text }]]);
});

test("an interrupted sealing is finished, and another key opens nothing", async () => {
  const seal = await sealBy(SECRET);
  await drawer.put("open", "left as it was");
  useSeal(seal);
  await drawer.put("shut", "sealed already");
  await resealAll(seal);
  expect(await drawer.get("open")).toBe("left as it was");
  expect(await lying()).not.toMatch(/left as it was|sealed already/);
  useSeal(await sealBy(new Uint8Array(16)));
  await expect(drawer.all()).rejects.toThrow();
});

test("whoever reads while everything is sealed gets what was there", async () => {
  await drawer.put("a", THING);
  let over = false;
  const sealing = resealAll(await sealBy(SECRET)).then(() => (over = true));
  const found: unknown[] = [];
  do found.push(await drawer.get("a"));
  while (!over);
  await sealing;
  for (const one of found) expect(one).toMatchObject({ text: THING.text });
});
