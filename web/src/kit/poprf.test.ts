import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/poprf.json";
import { fromHex, hex } from "./bytes";
import { blind, finalize } from "./poprf";

const key = fromHex(vectors.public);

const scalarOf = (littleEndian: string) => BigInt(`0x${hex(fromHex(littleEndian).reverse())}`);

function blindedOf(batch: (typeof vectors.batches)[number]) {
  return batch.inputs.map((input, i) =>
    blind(fromHex(input), scalarOf(batch.blinds[i]!), fromHex(batch.info), key),
  );
}

test.each(vectors.batches)("makes the outputs of RFC 9497 with the given blinds", (batch) => {
  const blinded = blindedOf(batch);
  expect(blinded.map((one) => hex(one.blinded))).toEqual(batch.blinded);
  const evaluated = batch.evaluated.map(fromHex);
  const outputs = finalize(blinded, evaluated, fromHex(batch.proof), fromHex(batch.info), key);
  expect(outputs.map(hex)).toEqual(batch.outputs);
});

test("refuses a proof made with another key, and a batch of another size", () => {
  const batch = vectors.batches.at(-1)!;
  const [blinded, evaluated] = [blindedOf(batch), batch.evaluated.map(fromHex)];
  const [info, proof] = [fromHex(batch.info), fromHex(batch.proof)];
  const bent = Uint8Array.from(proof, (byte, i) => (i === 40 ? byte ^ 1 : byte));
  expect(() => finalize(blinded, evaluated, bent, info, key)).toThrow();
  expect(() => finalize(blinded, [...evaluated].reverse(), proof, info, key)).toThrow();
  expect(() => finalize(blinded, evaluated.slice(1), proof, info, key)).toThrow();
});
