import { useSignal } from "@preact/signals";
import { useAction } from "../kit/action";
import { Field } from "../kit/field";
import { Form } from "../kit/form";
import { Lines } from "../kit/lines";
import type { Gathered } from "../kit/types";
import { t } from "../words";
import { ask } from "./session";

const STATES = ["noted", "stopped", "removed"] as const;

/** What is done to every wording of this: a note with its source, an end to their climb, or removal. */
export function Rumour({ id }: { id: string }) {
  const state = useSignal<(typeof STATES)[number]>("noted");
  const [note, source, reason] = [useSignal(""), useSignal(""), useSignal("")];
  const done = useSignal<number | null>(null);
  const action = useAction();
  async function gather() {
    const body = { state: state.value, note: note.value, source: source.value.trim(), reason: reason.value.trim() };
    done.value = (await ask<Gathered>("POST", `cases/${id}/rumour`, body)).cases.length;
  }
  return (
    <details>
      <summary>{t("console.rumour")}</summary>
      <p class="hint">{t("console.rumour-why")}</p>
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
