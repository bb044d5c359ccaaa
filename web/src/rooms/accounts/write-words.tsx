import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { readSeed } from "../../kit/keyring";
import { Frame } from "../../kit/screen";
import { wordsOf } from "../../kit/vault-words";
import { t } from "../../words";
import { wordsWritten } from "./actions";

/** The words of this device's vault. */
export function WordsList() {
  const words = useSignal<string[]>([]);
  useEffect(() => void readSeed().then((seed) => seed && (words.value = wordsOf(seed))), []);
  return (
    <ol class="words-list" lang="en" translate={false}>
      {words.value.map((word) => (
        <li>{word}</li>
      ))}
    </ol>
  );
}

/** After registration: the one moment in which the words are worth asking for. */
export function WriteWords({ onDone }: { onDone: () => void }) {
  const written = () => void wordsWritten().then(onDone);
  return (
    <Frame title={t("words.title")}>
      <p>{t("words.why")}</p>
      <WordsList />
      <p class="hint">{t("words.care")}</p>
      <button class="button primary wide" type="button" onClick={written}>
        {t("words.written")}
      </button>
      <button class="button quiet wide" type="button" onClick={onDone}>
        {t("words.later")}
      </button>
    </Frame>
  );
}
