import { useAction } from "../../kit/action";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { leaveFor, ways } from "./elsewhere";

/** Only where the server and this browser both know the way. */
export function ElsewhereButtons() {
  const action = useAction();
  const offered = ways();
  if (offered.length === 0) return null;
  return (
    <section class="stack">
      {offered.map((where) => (
        <button
          class="button wide"
          type="button"
          disabled={action.busy.value}
          onClick={() => void action.run(() => leaveFor(where))}
        >
          {t(`elsewhere.${where}`)}
        </button>
      ))}
      <p class="hint">{t("elsewhere.hint")}</p>
      <Trouble of={action.problem.value} />
    </section>
  );
}
