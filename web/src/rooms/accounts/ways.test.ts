import { expect, test, vi } from "vitest";
import { Problem } from "../../kit/api";
import { makePasskey, noPasskey } from "../../kit/passkey";
import { isWeak } from "./ways";

test.each(["", "1234", "12345", "123456", "654321", "０１２３４５", "111111", "121212", "      a     "])(
  "ten tries could find %j",
  (pin) => expect(isWeak(pin)).toBe(true),
);

test.each(["407193", "lanterns at sea", "灯火在海上 夜", "１９４０７３"])("%j is worth keeping", (pin) =>
  expect(isWeak(pin)).toBe(false),
);

test.each([
  ["127.0.0.1", "passkey-address"],
  ["[::1]", "passkey-address"],
  ["mimi.example", "passkey-unknown"], // no passkeys where this runs
])("says why there is no passkey at %s", async (hostname, why) => {
  vi.stubGlobal("location", { hostname });
  expect(noPasskey()).toBe(why);
  await expect(makePasskey("Mimi")).rejects.toThrow(new Problem(why));
});

test.each([
  ["NotAllowedError", "passkey-cancelled"],
  ["NotSupportedError", "passkey-no-prf"],
])("says what a %s was", async (name, said) => {
  vi.stubGlobal("location", { hostname: "mimi.example" });
  vi.stubGlobal("PublicKeyCredential", class {});
  const create = () => Promise.reject(Object.assign(new Error(), { name }));
  vi.stubGlobal("navigator", { credentials: { create } });
  await expect(makePasskey("Mimi")).rejects.toThrow(new Problem(said));
});
