import { useSignal } from "@preact/signals";
import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { replace } from "../../kit/router";
import { Frame } from "../../kit/screen";
import { me } from "../../kit/session";
import { t } from "../../words";
import { lookAgain } from "../contacts/actions";
import { changeNumber, sendCode } from "./actions";
import { CodeField } from "./code-field";
import { PhoneStep } from "./phone-step";

export function ChangeNumber() {
  const phone = useSignal<string | null>(null);
  const code = useSignal("");
  const action = useAction();
  const known = Boolean(me.value?.phone); // a browser that threw away the vault threw this away too
  const send = async (number: string) => {
    await sendCode(number);
    phone.value = number;
  };
  const change = async () => {
    await changeNumber(phone.value ?? "", code.value.trim());
    await lookAgain().catch(() => undefined); // the next look does it too
    replace("/settings");
  };
  return (
    <Frame title={t(known ? "settings.number" : "number.unknown")} up="/settings">
      {me.value?.phone ? (
        <>
          <p>{t("number.now", { phone: me.value.phone })}</p>
          <p class="hint">{t("number.what")}</p>
        </>
      ) : (
        <p>{t(me.value?.who ? "number.none" : "number.forgotten")}</p>
      )}
      {phone.value === null ? (
        <PhoneStep start="" onSend={send} />
      ) : (
        <Form action={action} onSubmit={change} submit={t(known ? "number.change" : "number.verify")} disabled={!code.value.trim()}>
          <p>{t("code.sent", { phone: phone.value })}</p>
          <CodeField code={code} wrong={action.problem.value === "wrong-code"} />
        </Form>
      )}
      {phone.value !== null && (
        <button class="button quiet" type="button" onClick={() => (phone.value = null)}>
          {t("code.other")}
        </button>
      )}
    </Frame>
  );
}
