import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/boxes.json";
import * as boxes from "./boxes";
import { fromHex, hex } from "./bytes";

const seed = fromHex(vectors.seed);
const { pin, passkey, opening } = vectors;
const scalar = BigInt(`0x${hex(fromHex(pin.blind).reverse())}`);
const evaluation = {
  draw: fromHex(pin.draw),
  evaluated: fromHex(pin.evaluated),
  proof: fromHex(pin.proof),
  key: fromHex(pin.key),
};

test("stretches a PIN as the Python client does", () => {
  expect(hex(boxes.stretched(pin.pin, fromHex(pin.salt)))).toBe(pin.stretched);
}, 30_000);

test("a PIN and the server make one secret together", () => {
  const blinded = boxes.blindPin(fromHex(pin.stretched), scalar);
  expect(hex(blinded.blinded)).toBe(pin.blinded);
  expect(hex(boxes.finishPin(blinded, evaluation))).toBe(pin.output);
  expect(() => boxes.finishPin(blinded, { ...evaluation, draw: new Uint8Array(16) })).toThrow();
});

test.each([
  ["pin", pin.output, pin] as const,
  ["passkey", passkey.prf, passkey] as const,
])("seals and opens the same box by %s", async (kind, secret, { nonce, box }) => {
  const by = fromHex(secret);
  expect(hex(await boxes.sealed(seed, by, kind, fromHex(nonce) as Uint8Array<ArrayBuffer>))).toBe(box);
  expect(await boxes.opened(fromHex(box), by, kind)).toEqual(seed);
  expect(await boxes.opened(fromHex(box), new Uint8Array(32), kind)).toBeNull();
  expect(await boxes.opened(fromHex(box), by, kind === "pin" ? "passkey" : "pin")).toBeNull();
  expect(await boxes.opened(fromHex(box).slice(1), by, kind)).toBeNull();
  const fresh = await boxes.sealed(seed, by, kind);
  expect(hex(fresh)).not.toBe(box);
  expect(await boxes.opened(fresh, by, kind)).toEqual(seed);
});

test("signs what the server checks", () => {
  const [draw, salt, box] = [fromHex(pin.draw), fromHex(pin.salt), fromHex(pin.box)];
  expect(hex(boxes.signPin(seed, draw, salt, box))).toBe(pin.keeping);
  expect(hex(boxes.signPasskey(seed, fromHex(passkey.box)))).toBe(passkey.keeping);
  expect(hex(boxes.signOpening(seed, fromHex(opening.challenge)))).toBe(opening.proof);
});
