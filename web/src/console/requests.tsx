import { useSignal } from "@preact/signals";
import { useAction } from "../kit/action";
import { Form } from "../kit/form";
import { Lines } from "../kit/lines";
import { Trouble } from "../kit/trouble";
import type { Takedown } from "../kit/types";
import { t } from "../words";
import { useLoad } from "./load";
import { ask } from "./session";

/** What people without an account ask, each with the cases that it seems to be about. */
export function Requests() {
  const { found, problem, again } = useLoad<Takedown[]>("takedowns");
  return (
    <div class="stack narrow">
      <Trouble of={problem.value} />
      {found.value?.length === 0 && <p class="hint">{t("console.no-requests")}</p>}
      {found.value?.map((one) => (
        <Request key={one.takedown} {...one} onAnswered={again} />
      ))}
    </div>
  );
}

type RequestProps = Takedown & { onAnswered: () => Promise<void> };

function Request({ takedown, quotation, name, words, cases, wish, onAnswered }: RequestProps) {
  return (
    <article class="panel">
      {wish === "put-back" && <p class="tag lit">{t("console.wishes-back")}</p>}
      {name && <p>{t("console.request-name", { name })}</p>}
      {quotation && <p class="faint">{t("console.request-quotation")}</p>}
      {quotation && <blockquote>{quotation}</blockquote>}
      {words && <p>{words}</p>}
      {cases.length === 0 && <p class="faint">{t("console.request-none")}</p>}
      <p class="line">
        {cases.map((one, at) => (
          <a class="button" href={`#/queue/${one}`}>
            {t("console.request-case", { n: at + 1 })}
          </a>
        ))}
      </p>
      <Answer id={takedown} wish={wish} onAnswered={onAnswered} />
    </article>
  );
}

type AnswerProps = Pick<RequestProps, "wish" | "onAnswered"> & { id: string };

function Answer({ id, wish, onAnswered }: AnswerProps) {
  const granted = wish === "put-back" ? "put-back" : "taken-down";
  const [answer, reason] = [useSignal<typeof granted | "left" | null>(null), useSignal("")];
  const action = useAction();
  async function send() {
    await ask("POST", `takedowns/${id}/answer`, { answer: answer.value, reason: reason.value.trim() });
    await onAnswered();
  }
  return (
    <>
      <div class="line">
        {([granted, "left"] as const).map((one) => (
          <button class="button" type="button" aria-pressed={answer.value === one} onClick={() => (answer.value = one)}>
            {t(`console.${one}`)}
          </button>
        ))}
      </div>
      {answer.value && (
        <Form action={action} onSubmit={send} submit={t("console.do")} disabled={!reason.value.trim()}>
          <Lines label={t("console.reason")} of={reason} most={280} focused />
        </Form>
      )}
    </>
  );
}
