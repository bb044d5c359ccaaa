import { useSignal } from "@preact/signals";
import { useAction } from "../kit/action";
import { unsigned } from "../kit/api";
import { Field } from "../kit/field";
import { Form } from "../kit/form";
import type { TakedownOutcome } from "../kit/types";
import { t } from "../words";

/** What came of a request, for whoever has its number. */
export function Outcome() {
  const [number, state] = [useSignal(""), useSignal<TakedownOutcome["state"] | null>(null)];
  const action = useAction();
  async function look() {
    state.value = null;
    const found = await unsigned<TakedownOutcome>("POST", "/v1/takedowns/outcome", { number: number.value });
    state.value = found.state;
  }
  return (
    <details class="panel">
      <summary>{t("about-me.outcome")}</summary>
      <Form action={action} onSubmit={look} submit={t("about-me.look")} disabled={!number.value.trim()}>
        <Field label={t("about-me.number")} of={number} autocomplete="off" />
        <p role="status">{state.value && t(`about-me.${state.value}`)}</p>
      </Form>
    </details>
  );
}
