import { beforeEach, expect, test, vi } from "vitest";
import { circle, readCircle } from "../../../kit/circle";
import { FakeServer } from "../../../kit/fake-server";
import { keepSeed } from "../../../kit/keyring";
import { held, holdSecret } from "../../../kit/outbox";
import { sendHeld } from "../../../kit/sending";
import { forgetAll } from "../../../kit/store";
import { fetchTokens } from "../../../kit/tokens";
import { copyOfAll } from "./copy";

const SECRET = { text: "我怕黑", look: "sea", photo: null, edition: "any", reach: "anyone", life: "month" } as const;

beforeEach(async () => {
  await forgetAll();
  circle.value = null;
  await keepSeed(new Uint8Array(16).fill(7));
});

test("the copy has what waits to be sent, and not the pass that it waits with", async () => {
  const server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
  await fetchTokens();
  await readCircle();
  server.answers = ["full"];
  const { id } = await holdSecret(SECRET);
  await sendHeld(id);
  expect(held.value[0]!.token).not.toBeNull();
  vi.stubGlobal("fetch", async () => Response.json({}));
  const { outbox } = JSON.parse(await copyOfAll()).device;
  expect(outbox[id]).toMatchObject({ text: SECRET.text, why: "full" });
  expect(outbox[id]).not.toHaveProperty("token");
});
