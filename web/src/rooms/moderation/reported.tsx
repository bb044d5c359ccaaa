import { useEffect } from "preact/hooks";

import { outcomes, readKept } from "../../kit/outcomes";
import { forgetReport, reported, type Reported } from "../../kit/reports";
import { t } from "../../words";

/** What the member reported, and what came of it. Only this device knows. */
export function ReportedList() {
  useEffect(() => void readKept(), []);
  if (reported.value.length === 0) return null;
  const newest = [...reported.value].sort((one, other) => other.day - one.day);
  return (
    <section class="stack">
      <h2>{t("reported.title")}</h2>
      <p class="hint">{t("reported.why")}</p>
      <ul class="owns">
        {newest.map((one) => (
          <Line key={one.item} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Line({ one }: { one: Reported }) {
  const outcome = outcomes.value.get(one.receipt)?.outcome;
  return (
    <li class="own">
      <div class="own-state">
        <span class={`tag ${outcome === "removed" || outcome === "helped" ? "lit" : ""}`}>
          {t(outcome ? `outcome.${outcome}` : "outcome.waiting")}
        </span>
        <p class="faint">{t(`reason.${one.reason}`)}</p>
        {outcome && outcome !== "held" && (
          <button class="button quiet" type="button" onClick={() => void forgetReport(one.item)}>
            {t("mine.forget")}
          </button>
        )}
      </div>
    </li>
  );
}
