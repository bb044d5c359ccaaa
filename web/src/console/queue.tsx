import { useSignal } from "@preact/signals";
import { useAction } from "../kit/action";
import { Trouble } from "../kit/trouble";
import type { Decided, WaitingCase } from "../kit/types";
import { t } from "../words";
import { CaseView } from "./case";
import { useKeys } from "./keys";
import { useLoad } from "./load";
import { ask } from "./session";

const go = (id: string) => (location.hash = id ? `#/queue/${id}` : "#/queue");

/** What waits, and the case that was chosen beside it. */
export function Queue({ chosen }: { chosen: string | undefined }) {
  const { found, problem, again } = useLoad<WaitingCase[]>("queue");
  const last = useSignal("");
  const said = useSignal<"done" | "proposed" | "undone" | null>(null);
  const action = useAction();
  const ids = (found.value ?? []).map((one) => one.case.case);
  const step = (by: number) => {
    const next = ids[Math.max(0, Math.min(ids.length - 1, ids.indexOf(chosen ?? "") + by))];
    if (next) go(next);
  };
  async function decided(state: Decided["state"]) {
    const following = ids[ids.indexOf(chosen!) + 1] ?? "";
    [last.value, said.value] = [chosen!, state === "decided" ? "done" : "proposed"];
    await again();
    go(following);
  }
  async function undo() {
    if (!last.value) return;
    await ask("DELETE", `cases/${last.value}/decision`);
    go(last.value);
    [last.value, said.value] = ["", "undone"];
    await again();
  }
  const undoing = () => void action.run(undo);
  useKeys({ j: () => step(1), k: () => step(-1), u: undoing });
  return (
    <>
      <Trouble of={problem.value ?? action.problem.value} />
      <div class="line spread state">
        <span role="status">{said.value && t(`console.${said.value}`)}</span>
        {last.value && (
          <button class="button quiet" type="button" onClick={undoing}>
            {t("console.undo")}
          </button>
        )}
      </div>
      <div class={chosen ? "beside chosen" : "beside"}>
        <List cases={found.value} chosen={chosen} />
        {chosen ? <CaseView key={chosen} id={chosen} onDecided={decided} /> : <p class="hint">{t("console.choose")}</p>}
      </div>
      <p class="faint keys">{t("console.keys")}</p>
    </>
  );
}

function List({ cases, chosen }: { cases: WaitingCase[] | null; chosen: string | undefined }) {
  if (!cases?.length) return <p class="hint">{cases && t("console.quiet")}</p>;
  return (
    <ol class="rows">
      {cases.map(({ case: one, second }) => (
        <li>
          <a class="row" href={`#/queue/${one.case}`} aria-current={one.case === chosen ? "true" : undefined}>
            <b>{t(`console.rule.${one.rule}`)}</b>
            <span class="tag">{t(`console.${one.kind}`)}</span>
            {second && <span class="tag lit">{t(`console.second.${second}`)}</span>}
            {one.appeal && <span class="tag lit">{t("console.appeal")}</span>}
          </a>
        </li>
      ))}
    </ol>
  );
}
