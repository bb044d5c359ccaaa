import { signal, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { Frame } from "../../kit/screen";
import { t } from "../../words";
import { look, type Looked } from "./actions";
import { findNumbers } from "./numbers";
import { canPick, pickNumbers } from "./picker";

/** Outlives the screen: who looks something up elsewhere finds it as it was. */
const pasted = signal("");

export function Paste() {
  const action = useAction();
  const looked = useSignal<Looked | null>(null);
  const id = useId();
  const found = findNumbers(pasted.value);
  const send = async () => {
    looked.value = await look(found);
    pasted.value = looked.value.refused.map((one) => `${one.note} ${one.number}`.trim()).join("\n");
  };
  const pick = async () => (pasted.value = [pasted.value, ...(await pickNumbers())].join("\n").trim());
  return (
    <Frame title={t("paste.title")} up="/friends">
      <p>{t("paste.what")}</p>
      {looked.value && <Result of={looked.value} />}
      <Form action={action} onSubmit={send} submit={t("paste.send", { n: found.length })} disabled={!found.length}>
        {canPick() && (
          <button class="button wide" type="button" onClick={() => void action.run(pick)}>
            {t("paste.pick")}
          </button>
        )}
        <div class="field">
          <label for={id}>{t("paste.label")}</label>
          <textarea
            id={id}
            rows={7}
            autocomplete="off"
            placeholder={t("paste.example")}
            value={pasted.value}
            onInput={(event) => (pasted.value = event.currentTarget.value)}
          />
          <p class="hint" aria-live="polite">
            {t("paste.found", { n: found.length })}
          </p>
        </div>
        <p class="notice">{t("paste.privacy")}</p>
      </Form>
    </Frame>
  );
}

function Result({ of }: { of: Looked }) {
  return (
    <div role="status" class="stack">
      <p class="notice">{t("paste.sent", { n: of.sent })}</p>
      {of.refused.length > 0 && <p class="wrong">{t("paste.refused", { n: of.refused.length })}</p>}
    </div>
  );
}
