import type { Gate } from "../../kit/types";
import { t } from "../../words";
import { nextEpoch } from "./epoch";

/** How far the gate is, in buckets: nobody learns that one particular person has joined. */
export function GateProgress({ gate }: { gate: Gate }) {
  const when = nextEpoch();
  return (
    <section class="panel" aria-label={t("gate.title")}>
      <h2>{t(gate.open ? "gate.open" : "gate.shut")}</h2>
      <p>{t(`gate.friends.${gate.friends}`)}</p>
      <p class="faint">{when ? t("gate.when", { when }) : t("gate.daily")}</p>
    </section>
  );
}
