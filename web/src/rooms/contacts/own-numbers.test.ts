import { beforeEach, expect, test, vi } from "vitest";
import { keepMe, me } from "../../kit/session";
import { forgetAll } from "../../kit/store";
import { changeNumber } from "../accounts/actions";
import { block, look, lookAgain } from "./actions";
import { dropNumber, keepNumbers, knowsNone } from "./book";

const [OLD, NEW, FRIEND] = ["+8613800138000", "+8613800138001", "+8613800138002"];

let asked: [path: string, body: Record<string, unknown>][];
let valid: string[];

beforeEach(async () => {
  await forgetAll();
  [asked, valid] = [[], [OLD, NEW]];
  vi.stubGlobal("fetch", async (path: string, { body }: { body: string }) => {
    const told = JSON.parse(body) as Record<string, unknown>;
    asked.push([path, told]);
    if (path === "/v1/account/number") return Response.json({ phone: NEW });
    const foreign = [told.own].flat().some((own) => !valid.includes(String(own)));
    if (foreign) return Response.json({ type: "/problems/not-your-number" }, { status: 403 });
    return Response.json({ accepted: 1, refused: [] });
  });
  await keepMe({ phone: OLD, state: "open", opensInDays: 0 });
  await look([{ number: FRIEND, note: "Ming" }]);
  await changeNumber(NEW, "246810");
  asked = [];
});

test("after a change of number it looks for the same people under both", async () => {
  await lookAgain();
  expect(asked).toEqual([["/v1/contacts", { own: [NEW, OLD], numbers: [FRIEND] }]]);
});

test("a device that forgot its numbers ends no friendship that another one sent", async () => {
  await dropNumber(FRIEND);
  await keepNumbers([{ number: "+8613800138003", note: "", state: "blocked" }]);
  expect(knowsNone.value).toBe(true);
  await lookAgain();
  expect(asked).toEqual([]);
});

test("blocks under both", async () => {
  await block(FRIEND, "Ming");
  expect(asked.map(([, { own }]) => own)).toEqual([NEW, OLD]);
});

test("lets the former number go when it is somebody else's", async () => {
  valid = [NEW];
  await lookAgain();
  expect(asked.at(-1)).toEqual(["/v1/contacts", { own: [NEW], numbers: [FRIEND] }]);
  expect(me.value?.former).toBeUndefined();
});
