import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { outcomes, readKept } from "../../kit/outcomes";
import { appeal, saySafe } from "../../kit/pleas";
import { Sheet } from "../../kit/sheet";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { helpFor } from "../secrets/tell/care/lines";
import { dayName } from "../secrets/when";

/** What was decided about something of one's own: the rule, the day, and what can be done. */
export function Notice({ item }: { item: string }) {
  useEffect(() => void readKept(), []);
  const outcome = outcomes.value.get(item);
  if (!outcome) return null;
  const said = t(`notice.${outcome.outcome}`, { rule: t(`rule.${outcome.rule}`), day: dayName(outcome.day) });
  return (
    <section class="notice" role="status">
      <p>{said}</p>
      {outcome.appeal && <Appealing item={item} />}
      {outcome.outcome === "helped" && <Helped secret={item} />}
    </section>
  );
}

function Appealing({ item }: { item: string }) {
  const [asking, sent] = [useSignal(false), useSignal(false)];
  if (sent.value) return <p class="faint">{t("appeal.sent")}</p>;
  return (
    <>
      <button class="button quiet" type="button" onClick={() => (asking.value = true)}>
        {t("appeal.do")}
      </button>
      {asking.value && (
        <AppealSheet item={item} onClose={() => (asking.value = false)} onSent={() => (sent.value = true)} />
      )}
    </>
  );
}

interface AppealSheetProps {
  item: string;
  onClose: () => void;
  onSent: () => void;
}

function AppealSheet({ item, onClose, onSent }: AppealSheetProps) {
  const [action, text] = [useAction(), useSignal("")];
  const send = async () => {
    await appeal(item, text.value);
    onSent();
    onClose();
  };
  return (
    <Sheet title={t("appeal.title")} onClose={onClose}>
      <p class="hint">{t("appeal.why")}</p>
      <Form action={action} onSubmit={send} submit={t("appeal.send")} disabled={!text.value.trim()}>
        <label class="stack">
          <span>{t("appeal.text")}</span>
          <textarea rows={4} maxLength={280} value={text.value} onInput={(event) => (text.value = event.currentTarget.value)} />
        </label>
      </Form>
    </Sheet>
  );
}

/** Where help is, and a word back to those who worry. */
function Helped({ secret }: { secret: string }) {
  const [action, sent] = [useAction(), useSignal(false)];
  if (sent.value) return <p class="faint">{t("safe.sent")}</p>;
  const help = helpFor(navigator.languages);
  const say = () => action.run(() => saySafe(secret)).then((done) => (sent.value = done));
  return (
    <>
      <p>{help ? t("care.line", { ...help }) : t("care.elsewhere")}</p>
      <button class="button quiet" type="button" disabled={action.busy.value} onClick={() => void say()}>
        {t("safe.do")}
      </button>
      <Trouble of={action.problem.value} />
    </>
  );
}
