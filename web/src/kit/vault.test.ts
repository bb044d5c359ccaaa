import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/vault.json";
import { b64, fromHex, hex } from "./bytes";
import { blindBatch, blindRefund, finishBatch } from "./tokens-work";
import { packed } from "./tokens";
import type { Purpose } from "./types";
import * as vault from "./vault";
import { seedOf, splitWords, unknownWord, wordsOf } from "./vault-words";

const seed = fromHex(vectors.seed);
const { keys, sign_in } = vectors;

test("twelve words are the seed, and back", () => {
  expect(wordsOf(seed).join(" ")).toBe(vectors.words);
  expect(seedOf(splitWords(` 1. ${vectors.words.toUpperCase().replaceAll(" ", ",\n")}`))).toEqual(seed);
  expect(seedOf(splitWords(vectors.words.replace("buyer", "zoo")))).toBeNull();
  expect(unknownWord(["abandon", "mimmi"])).toBe("mimmi");
});

test("the vault key signs the sign-in", () => {
  expect(hex(vault.vaultKey(seed).public)).toBe(vectors.vault_key);
  expect(hex(vault.signInProof(seed, sign_in.phone, sign_in.code))).toBe(sign_in.proof);
});

test.each(vectors.batches)("makes the $purpose tokens that the Python client makes", (given) => {
  const purpose = given.purpose as Purpose;
  const batch = { ...given, purpose, tokens: given.tokens.length };
  const { request, kept } = blindBatch(seed, batch, given.token_key);
  expect(kept.map((one) => hex(one.input))).toEqual(given.tokens.map((token) => token.input));
  const sent = given.tokens.map((token) => b64(fromHex(token.blinded)));
  expect(request).toEqual({ label: given.label, blinded: sent });
  const evaluated = given.tokens.map((token) => b64(fromHex(token.evaluated)));
  const answer = { label: given.label, evaluated, proof: b64(fromHex(given.proof)) };
  const outputs = finishBatch(batch, kept, answer, given.token_key);
  expect(outputs.map(hex)).toEqual(given.tokens.map((token) => token.output));
});

test.each(vectors.batches)("spends $purpose tokens under the same header", (given) => {
  for (const token of given.tokens) {
    const [input, output] = [fromHex(token.input), fromHex(token.output)];
    const held = { id: "", purpose: given.purpose as Purpose, label: given.label, epoch: 0, ends: 0 };
    expect(packed({ ...held, input, output, got: 0, taken: false })).toBe(token.header);
  }
});

test.each(["post", "comment"] as const)("asks for the same %s token back, signed alike", (purpose) => {
  const { refunds, batches } = vectors;
  const { label, epoch, tokens, token_key } = batches.find((one) => one.purpose === purpose)!;
  const input = tokens[0]!.input;
  const kept = blindRefund(seed, { purpose, label, epoch }, input, token_key);
  expect(hex(kept.input)).toBe(refunds[purpose].input);
  expect(hex(kept.blinded)).toBe(refunds[purpose].blinded);
  const own = (purpose === "post" ? vault.postKey : vault.commentKey)(seed, fromHex(input));
  const ids = purpose === "post" ? [keys.secret] : [keys.secret, keys.comment];
  expect(hex(vault.signRefund(own, ids, label, kept.blinded))).toBe(refunds[purpose].signature);
});

test("keys of secrets and comments name them and sign for them", () => {
  const [postInput, commentInput] = vectors.batches.map((one) => fromHex(one.tokens[0]!.input));
  const post = vault.postKey(seed, postInput!);
  const comment = vault.commentKey(seed, commentInput!);
  expect(b64(post.public)).toBe(b64(fromHex(keys.post_key)));
  expect(vault.secretId(post.public)).toBe(keys.secret);
  expect(hex(comment.public)).toBe(keys.comment_key);
  expect(vault.commentId(comment.public)).toBe(keys.comment);
  expect(hex(vault.signRemoval(post, keys.secret))).toBe(keys.delete_signature);
  expect(hex(vault.signBadge(post, keys.secret, keys.comment))).toBe(keys.badge_signature);
  expect(hex(vault.signClosing(post, keys.secret))).toBe(keys.close_signature);
  const removal = vault.signCommentRemoval(comment, keys.secret, keys.comment);
  expect(hex(removal)).toBe(keys.delete_comment_signature);
});
