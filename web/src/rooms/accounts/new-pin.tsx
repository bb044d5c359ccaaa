import { useSignal } from "@preact/signals";
import { useAction } from "../../kit/action";
import { Problem } from "../../kit/api";
import { Form } from "../../kit/form";
import { t } from "../../words";
import { PinField } from "./pin-field";
import { isWeak, keepByPin } from "./ways";

/** A PIN for the vault. */
export function VaultPin({ onDone }: { onDone: () => void }) {
  const keep = async (pin: string) => {
    await keepByPin(pin);
    onDone();
  };
  return (
    <>
      <p>{t("pin.what")}</p>
      <NewPin keep={keep} submit={t("pin.keep")} />
      <p class="hint">{t("pin.honest")}</p>
    </>
  );
}

/** Written twice: nobody could tell the member what it was. */
export function NewPin({ keep, submit }: { keep: (pin: string) => Promise<void>; submit: string }) {
  const pin = useSignal("");
  const again = useSignal("");
  const action = useAction();
  const check = async () => {
    if (isWeak(pin.value)) throw new Problem("weak-pin");
    if (pin.value !== again.value) throw new Problem("pins-differ");
    await keep(pin.value);
  };
  const problem = action.problem.value;
  return (
    <Form action={action} onSubmit={check} submit={submit} disabled={!pin.value || !again.value}>
      <PinField pin={pin} label={t("pin.new")} hint={t("pin.new.hint")} isNew wrong={problem === "weak-pin"} />
      <PinField pin={again} label={t("pin.again")} isNew wrong={problem === "pins-differ"} />
      {action.busy.value && <p class="notice" role="status">{t("pin.slow")}</p>}
    </Form>
  );
}
