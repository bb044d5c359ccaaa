import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { noPasskey } from "../../kit/passkey";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { PinField } from "./pin-field";
import { readWays, ways } from "./vault-state";
import { returnByPasskey, returnByPin, returnByWords } from "./ways";
import { Way, WaysList } from "./ways-list";
import { readWords, WordsField } from "./words-field";

/** The ways back that this account has. Words always are one: nobody but the member knows. */
export function ReturnWays({ onBack }: { onBack: () => void }) {
  const part = useSignal<"pin" | "words" | null>(null);
  const action = useAction();
  const asked = useAction();
  useEffect(() => void asked.run(readWays), []);
  const { passkeys, pin } = ways.value ?? { passkeys: [], pin: null };
  const missing = noPasskey();
  const by = async () => (await action.run(returnByPasskey)) && onBack();
  const choose = (one: "pin" | "words") => (part.value = part.value === one ? null : one);
  return (
    <>
      <WaysList>
        {passkeys.length > 0 && (
          <Way
            title={t("return.passkey")}
            hint={t(missing ? `keep.${missing}` : "return.passkey.hint")}
            disabled={missing !== null}
            busy={action.busy.value}
            onPress={() => void by()}
          />
        )}
        {pin && (
          <Way
            title={t("return.pin")}
            hint={t("return.pin.left", { n: pin.attempts_left })}
            onPress={() => choose("pin")}
          />
        )}
        <Way title={t("return.words")} hint={t("return.words.hint")} onPress={() => choose("words")} />
      </WaysList>
      <Trouble of={action.problem.value ?? asked.problem.value} />
      {part.value === "pin" && <ByPin onBack={onBack} />}
      {part.value === "words" && <ByWords onBack={onBack} />}
    </>
  );
}

function ByPin({ onBack }: { onBack: () => void }) {
  const pin = useSignal("");
  const action = useAction();
  const come = async () => {
    await returnByPin(pin.value);
    onBack();
  };
  return (
    <Form action={action} onSubmit={come} submit={t("return.pin.open")} disabled={!pin.value.trim()}>
      <PinField pin={pin} label={t("pin.label")} wrong={action.problem.value === "wrong-pin"} />
      {action.busy.value && <p class="notice" role="status">{t("pin.slow")}</p>}
    </Form>
  );
}

function ByWords({ onBack }: { onBack: () => void }) {
  const words = useSignal("");
  const action = useAction();
  const come = async () => {
    await returnByWords(readWords(words.value));
    onBack();
  };
  return (
    <Form action={action} onSubmit={come} submit={t("return.words.open")} disabled={!words.value.trim()}>
      <WordsField words={words} />
    </Form>
  );
}
