import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { useAction } from "../../kit/action";
import { signed } from "../../kit/api";
import { Trouble } from "../../kit/trouble";
import type { Source } from "../../kit/types";
import { t } from "../../words";

/** Lists that one may join: a class, a department. Nothing here says who else has. */
export function Sources() {
  const sources = useSignal<Source[]>([]);
  const action = useAction();
  const read = async () => {
    sources.value = await signed<Source[]>("GET", "/v1/sources");
  };
  const choose = async ({ source, joined }: Source) => {
    await signed(joined ? "DELETE" : "PUT", `/v1/sources/${source}`);
    await read();
  };
  useEffect(() => void action.run(read), []);
  if (sources.value.length === 0) return <Trouble of={action.problem.value} />;
  return (
    <section class="stack">
      <h2>{t("sources.title")}</h2>
      {sources.value.map((one) => (
        <Choice of={one} busy={action.busy.value} onChoose={() => void action.run(() => choose(one))} />
      ))}
      <Trouble of={action.problem.value} />
    </section>
  );
}

function Choice({ of, busy, onChoose }: { of: Source; busy: boolean; onChoose: () => void }) {
  const id = useId();
  return (
    <label class="choice" for={id}>
      <input id={id} type="checkbox" checked={of.joined} disabled={busy} onChange={onChoose} />
      <span>
        <b>{t("sources.join", { name: of.name })}</b>
        <small>{t("sources.hint")}</small>
      </span>
    </label>
  );
}
