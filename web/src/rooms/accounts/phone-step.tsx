import { useSignal } from "@preact/signals";
import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { place } from "../../kit/place";
import { t } from "../../words";
import { international } from "./countries";
import { PhoneField } from "./phone-field";

interface PhoneStepProps {
  start: string;
  onSend: (phone: string) => Promise<void>;
}

export function PhoneStep({ start, onSend }: PhoneStepProps) {
  const number = useSignal(start);
  const region = useSignal(place.value?.region ?? "CN");
  const action = useAction();
  const send = () => onSend(international(number.value, region.value));
  return (
    <Form action={action} onSubmit={send} submit={t("phone.send")} disabled={!number.value.trim()}>
      <PhoneField
        number={number}
        region={region}
        label={t("phone.label")}
        wrong={action.problem.value === "invalid-phone"}
      />
      <p class="hint">{t("phone.hint")}</p>
    </Form>
  );
}
