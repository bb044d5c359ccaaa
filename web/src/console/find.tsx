import { type Signal, useSignal } from "@preact/signals";
import { type Action, useAction } from "../kit/action";
import { Form } from "../kit/form";
import { Lines } from "../kit/lines";
import { preparePhoto } from "../kit/photo";
import type { Hit } from "../kit/types";
import { t } from "../words";
import { ask } from "./session";

type Hits = Signal<Hit[] | null>;

/** Finds what somebody quotes, or has a screenshot or a picture of. */
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
      <ByPicture action={action} hits={hits} />
      <p role="status">{hits.value?.length === 0 && t("console.none")}</p>
      <ul class="stack">
        {hits.value?.map((hit) => (
          <Found hit={hit} />
        ))}
      </ul>
    </div>
  );
}

/** It is drawn anew here, so nothing but its pixels is sent, and it is not shown. */
function ByPicture({ action, hits }: { action: Action; hits: Hits }) {
  async function chosen(input: HTMLInputElement) {
    const file = input.files?.[0];
    input.value = ""; // so that the same file can be chosen again
    hits.value = null;
    if (file) await action.run(async () => search(await preparePhoto(file)));
  }
  async function search(picture: Blob) {
    hits.value = await ask<Hit[]>("POST", "pictures", picture);
  }
  return (
    <label class="button wide" aria-busy={action.busy.value}>
      <input class="unseen" type="file" accept="image/*" onChange={(event) => void chosen(event.currentTarget)} />
      {t("console.by-picture")}
    </label>
  );
}

function Found({ hit }: { hit: Hit }) {
  return (
    <li class="panel">
      <p>
        <span class={hit.sure ? "tag lit" : "tag"}>{t(hit.sure ? "console.sure" : "console.like")}</span>
      </p>
      <blockquote>{hit.text}</blockquote>
      <a class="button" href={`#/queue/${hit.case}`}>
        {t("console.to-case")}
      </a>
    </li>
  );
}
