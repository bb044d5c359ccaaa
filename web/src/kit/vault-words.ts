/** The seed as 12 English words (BIP-39), for paper. */
import { entropyToMnemonic, mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";

export function wordsOf(seed: Uint8Array): string[] {
  return entropyToMnemonic(seed, wordlist).split(" ");
}

/** null when these are not twelve words that belong together. */
export function seedOf(words: readonly string[]): Uint8Array | null {
  if (words.length !== 12) return null;
  try {
    return mnemonicToEntropy(words.join(" "), wordlist);
  } catch {
    return null;
  }
}

/** What a person typed or pasted: any case, any spaces, commas or numbering. */
export function splitWords(typed: string): string[] {
  return typed.toLowerCase().match(/[a-z]+/g) ?? [];
}

/** The first typed word that is not in the list, to say which one to look at again. */
export function unknownWord(words: readonly string[]): string | undefined {
  return words.find((word) => !wordlist.includes(word));
}
