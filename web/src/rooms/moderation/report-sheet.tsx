import { useSignal } from "@preact/signals";

import { useAction } from "../../kit/action";
import { report } from "../../kit/reports";
import { Sheet } from "../../kit/sheet";
import { tokensLeft } from "../../kit/tokens";
import { Trouble } from "../../kit/trouble";
import type { Report } from "../../kit/types";
import { t } from "../../words";
import { KindWords } from "./kind-words";

export const REASONS = ["named", "bullying", "threat", "nudity", "rumour", "spam", "self-harm", "other"] as const;

interface ReportSheetProps {
  secret: string;
  comment: string | null;
  /** By which this member may answer the secret; null: not near enough. */
  label: string | null;
  onClose: () => void;
  /** What to say in passing once it is done. */
  onDone: (said: string) => void;
}

/** What is wrong with it: one tap. */
export function ReportSheet({ secret, comment, label, onClose, onDone }: ReportSheetProps) {
  const action = useAction();
  const caring = useSignal<string | null>(null);
  const tap = async (reason: Report["reason"]) => {
    if (!(await action.run(() => report(secret, comment, reason)))) return;
    if (reason !== "self-harm") return end("report.done");
    if (!comment && label && (await tokensLeft("comment", label)) > 0) caring.value = label;
    else end("report.done-care");
  };
  const end = (said: "report.done" | "report.done-care") => {
    onClose();
    onDone(t(said));
  };
  if (caring.value) return <KindWords secret={secret} label={caring.value} onClose={onClose} onDone={onDone} />;
  return (
    <Sheet title={t("report.title")} onClose={onClose}>
      <p class="hint">{t("report.why")}</p>
      <ul class="reasons">
        {REASONS.map((reason) => (
          <li key={reason}>
            <button class="button wide" type="button" disabled={action.busy.value} onClick={() => void tap(reason)}>
              {t(`reason.${reason}`)}
            </button>
          </li>
        ))}
      </ul>
      <Trouble of={action.problem.value} />
      <a class="hint" href="/rules" target="_blank" rel="noreferrer">
        {t("report.rules")}
      </a>
    </Sheet>
  );
}
