import { signal, useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { Frame } from "../../kit/screen";
import { t } from "../../words";
import { look, MOST, planned } from "./actions";
import { knowsNone, readBook } from "./book";
import { Bring, brought, broughtNumbers } from "./bring";
import { findNumbers } from "./numbers";

/** Outlives the screen: who looks something up elsewhere finds it as it was. */
const pasted = signal("");

const SHOWN = 100; // of those that were refused: enough to see what is wrong with them

interface Outcome {
  sent: number;
  /** How many typed ones are back in the field, to be mended. */
  mend: number;
  /** Those of a file, as the server got them. */
  lost: string[];
}

export function Paste() {
  const action = useAction();
  const outcome = useSignal<Outcome | null>(null);
  useEffect(() => void readBook(), []);
  const typed = findNumbers(pasted.value);
  const found = [...typed, ...broughtNumbers.value];
  const { n, left } = planned(found);
  const send = async () => {
    const { sent, refused } = await look(found);
    const wrong = typed.filter((one) => refused.includes(one));
    const lost = refused.filter((one) => !wrong.includes(one)).map((one) => one.number);
    outcome.value = { sent, mend: wrong.length, lost };
    [pasted.value, brought.value] = [wrong.map((one) => `${one.note} ${one.number}`.trim()).join("\n"), null];
    scrollTo(0, 0); // a long list was below, and what became of it stands above
  };
  return (
    <Frame title={t("paste.title")} up="/friends">
      <p>{t("paste.what")}</p>
      {knowsNone.value && <p class="notice">{t("paste.replaces")}</p>}
      {outcome.value && !brought.value && <Result of={outcome.value} />}
      <Form action={action} onSubmit={send} submit={t("paste.send", { n })} disabled={n < 1}>
        <Bring action={action} />
        <Typing n={typed.length} />
        {left > 0 && <p class="wrong">{t("paste.left", { most: MOST.toLocaleString(), n, left })}</p>}
        <p class="notice">{t("paste.privacy")}</p>
      </Form>
    </Frame>
  );
}

function Typing({ n }: { n: number }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t("paste.label")}</label>
      <textarea
        id={id}
        rows={4}
        autocomplete="off"
        placeholder={t("paste.example")}
        value={pasted.value}
        onInput={(event) => (pasted.value = event.currentTarget.value)}
      />
      <p class="hint" aria-live="polite">
        {n > 0 && t("paste.found", { n })}
      </p>
    </div>
  );
}

function Result({ of: { sent, mend, lost } }: { of: Outcome }) {
  return (
    <div role="status" class="stack">
      <p class="notice">{t("paste.sent", { n: sent })}</p>
      {mend > 0 && <p class="wrong">{t("paste.refused", { n: mend })}</p>}
      {lost.length > 0 && (
        <details>
          <summary>{t("bring.refused", { n: lost.length })}</summary>
          <div class="stack">
            <p class="hint">{t("bring.refused.why")}</p>
            <p class="link-text">{lost.slice(0, SHOWN).join("  ") + (lost.length > SHOWN ? " …" : "")}</p>
          </div>
        </details>
      )}
    </div>
  );
}
