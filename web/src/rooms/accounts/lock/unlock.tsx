import { useSignal } from "@preact/signals";
import { useAction } from "../../../kit/action";
import { Form } from "../../../kit/form";
import { lockWays } from "../../../kit/lock";
import { Trouble } from "../../../kit/trouble";
import { t } from "../../../words";
import { PinField } from "../pin-field";
import { openByPasskey, openByPin } from "./actions";

/** Opens the lock, or shows that its owner is there; then does what was asked for. */
export function Unlock({ submit, onOpen }: { submit: string; onOpen?: () => Promise<void> }) {
  const pin = useSignal("");
  const [byPin, byPasskey] = [useAction(), useAction()];
  const open = async (work: () => Promise<void>) => {
    await work();
    await onOpen?.();
  };
  const ways = lockWays.value;
  return (
    <>
      {ways?.passkey && (
        <button
          class="button primary wide"
          type="button"
          aria-busy={byPasskey.busy.value}
          onClick={() => void byPasskey.run(() => open(openByPasskey))}
        >
          {t("lock.by-passkey")}
        </button>
      )}
      <Trouble of={byPasskey.problem.value} />
      {ways?.pin && (
        <Form action={byPin} onSubmit={() => open(() => openByPin(pin.value))} submit={submit} disabled={!pin.value}>
          <PinField pin={pin} label={t("lock.pin")} wrong={byPin.problem.value === "wrong-lock"} />
          {byPin.busy.value && <p class="notice" role="status">{t("pin.slow")}</p>}
        </Form>
      )}
    </>
  );
}
