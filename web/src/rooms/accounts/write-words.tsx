import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAction } from "../../kit/action";
import { Problem } from "../../kit/api";
import { Form } from "../../kit/form";
import { readSeed } from "../../kit/keyring";
import { wordsOf } from "../../kit/vault-words";
import { t } from "../../words";
import { wordsWritten } from "./reminders";
import { readWays } from "./vault-state";

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

/** The words to write down, then one of them to be read from the paper. */
export function WriteWords({ onDone }: { onDone: () => void }) {
  const checking = useSignal(false);
  if (checking.value) return <CheckWord onDone={onDone} onBack={() => (checking.value = false)} />;
  return (
    <>
      <p>{t("words.why")}</p>
      <WordsList />
      <p class="hint">{t("words.care")}</p>
      <button class="button primary wide" type="button" onClick={() => (checking.value = true)}>
        {t("words.written")}
      </button>
    </>
  );
}

/** Somebody who only says to have written them notices it now. */
function CheckWord({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const at = useSignal(1 + Math.floor(Math.random() * 11));
  const typed = useSignal("");
  const action = useAction();
  const check = async () => {
    const seed = await readSeed();
    if (!seed || typed.value.trim().toLowerCase() !== wordsOf(seed)[at.value]) throw new Problem("word-differs");
    await wordsWritten();
    await readWays().catch(() => undefined); // asked again later
    onDone();
  };
  return (
    <Form action={action} onSubmit={check} submit={t("words.check")} disabled={!typed.value.trim()}>
      <p>{t("words.check.why")}</p>
      <label class="field">
        <span class="label">{t("words.check.which", { n: at.value + 1 })}</span>
        <input
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          value={typed.value}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
      </label>
      <button class="button quiet" type="button" onClick={onBack}>
        {t("words.check.back")}
      </button>
    </Form>
  );
}
