import { useSignal } from "@preact/signals";
import { useAction } from "../kit/action";
import { Form } from "../kit/form";
import { Lines } from "../kit/lines";
import type { Hit } from "../kit/types";
import { t } from "../words";
import { ask } from "./session";

/** Finds what somebody quotes, or has a screenshot of. */
export function Find() {
  const [quotation, hits] = [useSignal(""), useSignal<Hit[] | null>(null)];
  const action = useAction();
  async function search() {
    hits.value = null;
    hits.value = await ask<Hit[]>("POST", "searches", { quotation: quotation.value });
  }
  return (
    <div class="stack narrow">
      <Form action={action} onSubmit={search} submit={t("console.search")} disabled={!quotation.value.trim()}>
        <Lines label={t("console.quotation")} of={quotation} most={2000} focused />
      </Form>
      <p role="status">{hits.value?.length === 0 && t("console.none")}</p>
      <ul class="stack">
        {hits.value?.map((hit) => (
          <li class="panel">
            <p>
              <span class={hit.sure ? "tag lit" : "tag"}>{t(hit.sure ? "console.sure" : "console.like")}</span>
            </p>
            <blockquote>{hit.text}</blockquote>
            <a class="button" href={`#/queue/${hit.case}`}>
              {t("console.to-case")}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
