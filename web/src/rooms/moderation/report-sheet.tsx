import { useAction } from "../../kit/action";
import { report } from "../../kit/reports";
import { Sheet } from "../../kit/sheet";
import { Trouble } from "../../kit/trouble";
import type { Report } from "../../kit/types";
import { t } from "../../words";

export const REASONS = ["named", "bullying", "threat", "nudity", "rumour", "spam", "self-harm", "other"] as const;

interface ReportSheetProps {
  secret: string;
  comment: string | null;
  onClose: () => void;
  /** What to say in passing once it is done. */
  onDone: (said: string) => void;
}

/** What is wrong with it: one tap. */
export function ReportSheet({ secret, comment, onClose, onDone }: ReportSheetProps) {
  const action = useAction();
  const tap = async (reason: Report["reason"]) => {
    if (!(await action.run(() => report(secret, comment, reason)))) return;
    onClose();
    onDone(t(reason === "self-harm" ? "report.done-care" : "report.done"));
  };
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
