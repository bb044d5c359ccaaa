import { expect, test } from "vitest";
import { evenJson, evenPhoto } from "./even";

test("what is told is as long as anything else that is told", () => {
  const lengths = ["a", "秘".repeat(280), "👨‍👩‍👧‍👦".repeat(100)].map((text) => {
    const json = evenJson(JSON.stringify({ text }));
    expect(JSON.parse(json)).toEqual({ text });
    return new TextEncoder().encode(json).length;
  });
  expect(lengths).toEqual([4096, 4096, 4096]);
});

test("a photo is one of few lengths, and the same the second time", async () => {
  const photo = new Blob([new Uint8Array([255, 216, 1])], { type: "image/jpeg" });
  const sent = evenPhoto(photo);
  expect([sent.size, sent.type]).toEqual([256 * 1024, "image/jpeg"]);
  const bytes = new Uint8Array(await sent.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([255, 216, 1]);
  expect(bytes.slice(3).some((byte) => byte !== 0)).toBe(false);
  expect(evenPhoto(new Blob([bytes])).size).toBe(256 * 1024);
});
