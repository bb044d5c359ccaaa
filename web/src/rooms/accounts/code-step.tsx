import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { CodeField } from "./code-field";
import { readWords, WordsField } from "./words-field";

interface CodeStepProps {
  phone: string;
  withWords: boolean;
  onCode: (code: string, seed: Uint8Array | null) => Promise<void>;
  onAgain: () => Promise<void>;
  onOther: () => void;
}

export function CodeStep({ phone, withWords, onCode, onAgain, onOther }: CodeStepProps) {
  const code = useSignal("");
  const words = useSignal("");
  const known = useSignal(withWords);
  const action = useAction();
  const again = useAction();
  const id = useId();
  const enter = () => onCode(code.value.trim(), known.value ? readWords(words.value) : null);
  return (
    <>
      <p>{t("code.sent", { phone })}</p>
      <Form action={action} onSubmit={enter} submit={t("code.enter")} disabled={code.value.trim().length < 4}>
        <CodeField code={code} wrong={action.problem.value === "wrong-code"} />
        <label class="choice" for={id}>
          <input
            id={id}
            type="checkbox"
            checked={known.value}
            onChange={(event) => (known.value = event.currentTarget.checked)}
          />
          <span>
            <b>{t("code.known")}</b>
            <small>{t("code.known.hint")}</small>
          </span>
        </label>
        {known.value && <WordsField words={words} />}
      </Form>
      <Trouble of={again.problem.value} />
      <div class="line spread">
        <button class="button quiet" type="button" onClick={() => void again.run(onAgain)}>
          {t("code.again")}
        </button>
        <button class="button quiet" type="button" onClick={onOther}>
          {t("code.other")}
        </button>
      </div>
    </>
  );
}
