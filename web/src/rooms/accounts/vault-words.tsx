import { useSignal } from "@preact/signals";
import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { go } from "../../kit/router";
import { Frame } from "../../kit/screen";
import { t } from "../../words";
import { returnByWords } from "./ways";
import { readWords, WordsField } from "./words-field";
import { WriteWords } from "./write-words";

/** The words again; hidden until asked for, since somebody may look over a shoulder. */
export function VaultWords() {
  const shown = useSignal(false);
  return (
    <Frame title={t("settings.words")} up="/settings/vault">
      {shown.value ? (
        <WriteWords onDone={() => go("/settings/vault")} />
      ) : (
        <>
          <p>{t("words.why")}</p>
          <button class="button primary wide" type="button" onClick={() => (shown.value = true)}>
            {t("words.show")}
          </button>
        </>
      )}
      <OtherWords />
    </Frame>
  );
}

/** For a device that an older one let in: it has a vault of its own until it is given the words. */
function OtherWords() {
  const words = useSignal("");
  const action = useAction();
  const done = useSignal(false);
  const use = async () => {
    await returnByWords(readWords(words.value));
    [words.value, done.value] = ["", true];
  };
  return (
    <details>
      <summary>{t("words.other")}</summary>
      <p class="hint">{t("words.other.hint")}</p>
      <Form action={action} onSubmit={use} submit={t("words.use")} disabled={!words.value.trim()}>
        <WordsField words={words} />
      </Form>
      {done.value && (
        <p class="notice" role="status">
          {t("words.used")}
        </p>
      )}
    </details>
  );
}
