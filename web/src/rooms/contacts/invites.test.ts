import { beforeEach, expect, test, vi } from "vitest";
import { FakeServer } from "../../kit/fake-server";
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
