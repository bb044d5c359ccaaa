import { useSignal } from "@preact/signals";
import { useAction } from "../kit/action";
import { Field } from "../kit/field";
import { Form } from "../kit/form";
import { Lines } from "../kit/lines";
import type { Gathered, OpenedCase } from "../kit/types";
import { t } from "../words";
import { ask } from "./session";

const STATES = ["noted", "stopped", "removed"] as const;

/** What is done to every wording of this: a note with its source, an end to their climb, or removal. */
export function Rumour({ id, noted }: { id: string; noted: OpenedCase["noted"] }) {
  const state = useSignal(noted?.state ?? "noted");
  const [note, source, reason] = [useSignal(noted?.note ?? ""), useSignal(noted?.source ?? ""), useSignal("")];
  const before = useSignal(noted?.note ?? ""); // nobody writes over another's note without having seen it
  const done = useSignal<number | null>(null);
  const action = useAction();
  async function gather() {
    const what = { state: state.value, note: note.value.trim(), source: source.value.trim() };
    const body = { ...what, reason: reason.value.trim(), before: before.value };
    done.value = (await ask<Gathered>("POST", `cases/${id}/rumour`, body)).cases.length;
    before.value = what.note;
  }
  return (
    <details>
      <summary>{t("console.rumour")}</summary>
      <p class="hint">{t("console.rumour-why")}</p>
      {before.value && <p class="notice">{t("console.noted-now", { note: before.value })}</p>}
      <Form action={action} onSubmit={gather} submit={t("console.do")} disabled={!reason.value.trim()}>
        <div class="line">
          {STATES.map((one) => (
            <button class="button" type="button" aria-pressed={state.value === one} onClick={() => (state.value = one)}>
              {t(one === "removed" ? "console.removed-all" : `console.${one}`)}
            </button>
          ))}
        </div>
        {state.value !== "removed" && <Lines label={t("console.note")} of={note} most={280} />}
        {state.value !== "removed" && <Field label={t("console.source")} of={source} />}
        <Lines label={t("console.reason")} of={reason} most={280} />
      </Form>
      <p role="status">{done.value !== null && t("console.gathered", { n: done.value })}</p>
    </details>
  );
}
