import { useSignal } from "@preact/signals";
import { Trouble } from "../kit/trouble";
import type { Decided, OpenedCase } from "../kit/types";
import { t } from "../words";
import { ActList } from "./act-list";
import { Deciding } from "./deciding";
import { useKeys } from "./keys";
import { useLoad } from "./load";
import { Photo } from "./photo";
import { Rumour } from "./rumour";

interface CaseProps {
  id: string;
  onDecided: (state: Decided["state"]) => Promise<void>;
}

/** A case: veiled until it is opened, then what was said, what is around it, and the decision. */
export function CaseView({ id, onDecided }: CaseProps) {
  const { found, problem } = useLoad<OpenedCase>(`cases/${id}`);
  return (
    <article class="case panel">
      <a class="back" href="#/queue">
        {t("console.back")}
      </a>
      <Trouble of={problem.value} />
      {found.value && <Loaded id={id} {...found.value} onDecided={onDecided} />}
    </article>
  );
}

function Loaded({ id, onDecided, ...opened }: CaseProps & OpenedCase) {
  const open = useSignal(false);
  const show = () => (open.value = true);
  useKeys({ o: show });
  const { waiting } = opened;
  return (
    <>
      <Tags {...opened} />
      {open.value ? <Content id={id} {...opened} /> : <Veil onOpen={show} />}
      {waiting.closed ? (
        <p class="notice">{t("console.closed")}</p>
      ) : (
        <Deciding id={id} rule={waiting.case.rule} own={waiting.second === "own"} onDecided={onDecided} />
      )}
    </>
  );
}

function Veil({ onOpen }: { onOpen: () => void }) {
  return (
    <div class="veil">
      <p>{t("console.veiled")}</p>
      <button class="button primary" type="button" onClick={onOpen}>
        {t("console.open")}
      </button>
    </div>
  );
}

function Tags({ waiting: { case: one, second } }: OpenedCase) {
  return (
    <p class="line">
      <span class="tag">{t(`console.${one.kind}`)}</span>
      {[...new Set([one.rule, ...one.reasons])].map((rule) => (
        <span class="tag">{t(`console.rule.${rule}`)}</span>
      ))}
      {one.hold && <span class="tag lit">{t(`console.hold.${one.hold}`)}</span>}
      {second && <span class="tag lit">{t(`console.second.${second}`)}</span>}
    </p>
  );
}

function Content({ id, waiting: { case: one }, context, acts, noted }: OpenedCase & { id: string }) {
  return (
    <>
      <blockquote>{one.text}</blockquote>
      {one.photo && <Photo id={id} />}
      {one.appeal && (
        <section>
          <h2>{t("console.appeal")}</h2>
          <blockquote>{one.appeal}</blockquote>
        </section>
      )}
      <details>
        <summary>{t("console.thread")}</summary>
        {one.kind === "comment" && <blockquote>{context.text}</blockquote>}
        {context.answers.length === 0 && <p class="faint">{t("console.thread-none")}</p>}
        <ul class="stack">
          {context.answers.map((answer) => (
            <li>{answer}</li>
          ))}
        </ul>
      </details>
      <Rumour id={id} noted={noted} />
      {acts.length > 0 && (
        <section>
          <h2>{t("console.history")}</h2>
          <ActList acts={acts} />
        </section>
      )}
    </>
  );
}
