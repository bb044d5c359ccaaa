import { describe, expect, it } from "vitest";

import { joining } from "./joining";
import { problems } from "./problems";
import { reading } from "./reading";

const tables = { joining, problems, reading };
const entries = Object.values(tables).flatMap((table) => Object.entries(table));
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("words", () => {
  it("stand in one table each", () => {
    const keys = entries.map(([key]) => key);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it.each(entries)("%s is said in both languages, with the same holes", (_, [zh, en]) => {
    expect(zh.trim()).not.toBe("");
    expect(en.trim()).not.toBe("");
    expect(holes(zh)).toEqual(holes(en));
  });
});
