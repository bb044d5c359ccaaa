import { expect, test } from "vitest";
import { parse } from "./router";

test("reads the addresses inside the page", () => {
  expect(parse("/", "")).toEqual({ screen: "feed", rest: [] });
  expect(parse("/", "#/friends/invite")).toEqual({ screen: "friends", rest: ["invite"] });
});

test("reads shared secrets and invites, and leaves them for screens of the page", () => {
  expect(parse("/s/abc", "")).toEqual({ screen: "secret", rest: ["abc"] });
  expect(parse("/i/", "#code.print")).toEqual({ screen: "invited", rest: ["code.print"] });
  expect(parse("/s/abc", "#/feed")).toEqual({ screen: "feed", rest: [] });
});
