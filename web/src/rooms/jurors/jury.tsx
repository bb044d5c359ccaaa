import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAction } from "../../kit/action";
import { signed } from "../../kit/api";
import { Frame } from "../../kit/screen";
import { Trouble } from "../../kit/trouble";
import type { JuryState, JuryTask } from "../../kit/types";
import { language, t } from "../../words";

/** What a juror is asked: words of strangers and a rule, one at a time. */
export function Jury() {
  const jury = useSignal<JuryState | null>(null);
  const action = useAction();
  const next = async () => {
    jury.value = await signed<JuryState>("GET", `/v1/jury?language=${language.value.slice(0, 2)}`);
  };
  async function answer(task: string, breaks: boolean) {
    await signed("POST", "/v1/jury", { task, breaks });
    await next();
  }
  useEffect(() => void action.run(next), []);
  const { asked, task } = jury.value ?? {};
  return (
    <Frame title={t("jury.title")} up="/settings">
      <p class="hint">{t("jury.why")}</p>
      <Trouble of={action.problem.value} />
      {asked === false && <p class="notice">{t("jury.not-asked")}</p>}
      {asked && !task && <p class="notice">{t("jury.nothing")}</p>}
      {task && (
        <Question
          task={task}
          busy={action.busy.value}
          onAnswer={(breaks) => void action.run(() => answer(task.task, breaks))}
          onSkip={() => void action.run(next)}
        />
      )}
    </Frame>
  );
}

interface QuestionProps {
  task: JuryTask;
  busy: boolean;
  onAnswer: (breaks: boolean) => void;
  onSkip: () => void;
}

function Question({ task, busy, onAnswer, onSkip }: QuestionProps) {
  return (
    <section class="panel">
      <blockquote class="judged">{task.text}</blockquote>
      <h2>{t(`jury.rule.${task.rule}` as "jury.rule.other")}</h2>
      <div class="line">
        <button class="button danger" type="button" disabled={busy} onClick={() => onAnswer(true)}>
          {t("jury.breaks")}
        </button>
        <button class="button" type="button" disabled={busy} onClick={() => onAnswer(false)}>
          {t("jury.fine")}
        </button>
        <button class="button quiet" type="button" disabled={busy} onClick={onSkip}>
          {t("jury.skip")}
        </button>
      </div>
    </section>
  );
}
