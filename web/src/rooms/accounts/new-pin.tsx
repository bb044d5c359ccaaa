import { useSignal } from "@preact/signals";
import { useAction } from "../../kit/action";
import { Problem } from "../../kit/api";
import { Form } from "../../kit/form";
import { t } from "../../words";
import { PinField } from "./pin-field";
import { isWeak, keepByPin } from "./ways";

/** A PIN for the vault, written twice: nobody could tell the member what it was. */
export function NewPin({ onDone }: { onDone: () => void }) {
  const pin = useSignal("");
  const again = useSignal("");
  const action = useAction();
  const keep = async () => {
    if (isWeak(pin.value)) throw new Problem("weak-pin");
    if (pin.value !== again.value) throw new Problem("pins-differ");
    await keepByPin(pin.value);
    onDone();
  };
  const problem = action.problem.value;
  return (
    <>
      <p>{t("pin.what")}</p>
      <Form action={action} onSubmit={keep} submit={t("pin.keep")} disabled={!pin.value || !again.value}>
        <PinField pin={pin} label={t("pin.new")} hint={t("pin.new.hint")} isNew wrong={problem === "weak-pin"} />
        <PinField pin={again} label={t("pin.again")} isNew wrong={problem === "pins-differ"} />
        {action.busy.value && <p class="notice" role="status">{t("pin.slow")}</p>}
      </Form>
      <p class="hint">{t("pin.honest")}</p>
    </>
  );
}
