import { beforeEach, expect, test, vi } from "vitest";
import { copied } from "../../kit/copy";
import { FakeServer } from "../../kit/fake-server";
import { place } from "../../kit/place";
import { accept, codeIn, linkOf } from "./actions";

const CODE = "Z8WMEHKOStK_hSqkNV7mSg";
let asked: string[] = [];

function serve(server: FakeServer): void {
  vi.stubGlobal("fetch", (path: string, request: RequestInit) => {
    asked.push(`${path} ${request.body ?? ""}`);
    const accepted = path === "/v1/invites/accepted";
    return accepted ? new Response(null, { status: 204 }) : server.fetch(path, request);
  });
}

beforeEach(() => {
  asked = [];
  vi.stubGlobal("location", { origin: "https://mimi.example" });
});

test("finds the code in a link, in a message and alone", () => {
  expect(codeIn(`https://mimi.example/i/#${CODE}.XqK-dLxRm9w`)).toBe(`${CODE}.XqK-dLxRm9w`);
  expect(codeIn(`来做我的朋友：https://mimi.example/i/#${CODE}\n`)).toBe(CODE);
  expect(codeIn(CODE)).toBe(CODE);
  expect(codeIn("https://mimi.example/")).toBeNull();
});

test("a link carries the key's fingerprint, and the server is not shown it", async () => {
  serve(new FakeServer());
  const code = codeIn(await linkOf(CODE))!;
  expect(code).toMatch(new RegExp(`^${CODE}\\.[\\w-]{11}$`));
  await accept(code);
  expect(asked.at(-1)).toBe(`/v1/invites/accepted ${JSON.stringify({ invite: CODE })}`);
});

test("accepts nothing when the friend was shown another key", async () => {
  serve(new FakeServer());
  const code = codeIn(await linkOf(CODE))!;
  serve(new FakeServer());
  await expect(accept(code)).rejects.toMatchObject({ name: "key-differs" });
  expect(asked.filter((one) => one.startsWith("/v1/invites"))).toEqual([]);
});

test("without a network the link carries the key that was shown last, and without one there is no link", async () => {
  const server = new FakeServer();
  serve(server);
  const link = await linkOf(CODE);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  expect(await linkOf(CODE)).toBe(link);
  place.value = null;
  await expect(linkOf(CODE)).rejects.toMatchObject({ name: "offline" });
});

test("a browser that refuses to copy is heard", async () => {
  const writeText = vi.fn(() => Promise.reject(new DOMException("no", "NotAllowedError")));
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  expect(await copied("a link")).toBe("common.not-copied");
  vi.stubGlobal("navigator", {});
  expect(await copied("a link")).toBe("common.not-copied");
  vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.resolve() } });
  expect(await copied("a link")).toBe("common.copied");
});
