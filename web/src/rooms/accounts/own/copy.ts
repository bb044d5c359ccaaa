/** All that this device and the server hold about the member, as one file that is made here. */
import { signed } from "../../../kit/api";
import { b64 } from "../../../kit/bytes";
import type { Held } from "../../../kit/outbox";
import { everything } from "../../../kit/store";

/** Who has these could write and take back in the member's name; of the feed others are the authors. */
const WITHHELD = ["vault", "tokens", "offers", "refunds", "token-key", "passkeys", "feed"];
const ASKED = { account: "/v1/account/copy", devices: "/v1/devices", vault: "/v1/vault", friends: "/v1/gate", circle: "/v1/circle" };

export async function copyOfAll(): Promise<string> {
  const server = await Promise.all(
    Object.entries(ASKED).map(async ([name, path]) => [name, await signed("GET", path)] as const),
  );
  const kept = (await everything()).filter(([name]) => !WITHHELD.includes(name));
  const device = await plain(Object.fromEntries(kept.map(withoutPasses)));
  return JSON.stringify({ server: Object.fromEntries(server), device, withheld: WITHHELD }, null, 2);
}

type Drawn = Awaited<ReturnType<typeof everything>>[number];

/** What waits to be sent has its pass with it, and who has an unspent one could write in the member's name. */
function withoutPasses([name, things]: Drawn): Drawn {
  if (name !== "outbox") return [name, things];
  const bare = Object.entries(things).map(([key, item]) => [key, { ...(item as Held), token: undefined }]);
  return [name, Object.fromEntries(bare)];
}

/** Photos and bytes as JSON can say them. */
async function plain(thing: unknown): Promise<unknown> {
  if (thing instanceof Uint8Array) return b64(thing);
  if (thing instanceof Blob) return pictured(thing);
  if (Array.isArray(thing)) return Promise.all(thing.map(plain));
  if (typeof thing !== "object" || thing === null) return thing;
  const pairs = Object.entries(thing).map(async ([name, value]) => [name, await plain(value)] as const);
  return Object.fromEntries(await Promise.all(pairs));
}

function pictured(photo: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error!));
    reader.readAsDataURL(photo);
  });
}

/** Hands it to the browser as a file; it is nowhere but on this device. */
export function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  [link.href, link.download] = [address, name];
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
