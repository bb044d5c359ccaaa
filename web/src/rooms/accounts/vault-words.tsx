import { useSignal } from "@preact/signals";
import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { keepSeed } from "../../kit/keyring";
import { Frame } from "../../kit/screen";
import { forgetTokens } from "../../kit/tokens";
import { alarm, upkeep } from "../../kit/upkeep";
import { t } from "../../words";
import { wordsWritten } from "./actions";
import { readWords, WordsField } from "./words-field";
import { WordsList } from "./write-words";

/** The words again; hidden until asked for, since somebody may look over a shoulder. */
export function VaultWords() {
  const shown = useSignal(false);
  const written = useAction();
  return (
    <Frame title={t("settings.words")} up="/settings">
      <p>{t("words.why")}</p>
      {shown.value ? (
        <>
          <WordsList />
          <p class="hint">{t("words.care")}</p>
          <button class="button primary wide" type="button" onClick={() => void written.run(wordsWritten).then(() => (shown.value = false))}>
            {t("words.written")}
          </button>
        </>
      ) : (
        <button class="button primary wide" type="button" onClick={() => (shown.value = true)}>
          {t("words.show")}
        </button>
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
    await keepSeed(readWords(words.value));
    await forgetTokens();
    alarm.value = null;
    [words.value, done.value] = ["", true];
    void upkeep();
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
