import type { Signal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Problem } from "../../kit/api";
import { seedOf, splitWords, unknownWord } from "../../kit/vault-words";
import { t } from "../../words";

/** The seed of the typed words. Throws a Problem that says what is wrong with them. */
export function readWords(typed: string): Uint8Array {
  const words = splitWords(typed);
  if (words.length !== 12) throw new Problem("words-count");
  const seed = seedOf(words);
  if (!seed) throw new Problem(unknownWord(words) ? "words-unknown" : "words-order");
  return seed;
}

export function WordsField({ words }: { words: Signal<string> }) {
  const id = useId();
  const typed = splitWords(words.value);
  const strange = unknownWord(typed.slice(0, -1)); // the last one may still be being typed
  return (
    <div class="field">
      <label for={id}>{t("words.field")}</label>
      <textarea
        id={id}
        rows={3}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        value={words.value}
        onInput={(event) => (words.value = event.currentTarget.value)}
      />
      <p class="hint" aria-live="polite">
        {strange ? t("words.strange", { word: strange }) : t("words.count", { n: typed.length })}
      </p>
    </div>
  );
}
