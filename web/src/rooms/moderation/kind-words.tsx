import { useAction } from "../../kit/action";
import { holdComment } from "../../kit/outbox";
import { Sheet } from "../../kit/sheet";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";

const KIND = ["kind.read", "kind.alone", "kind.glad", "kind.talk"] as const;

interface KindWordsProps {
  secret: string;
  label: string;
  onClose: () => void;
  /** What to say in passing once it is on its way. */
  onDone: (said: string) => void;
}

/**
 * For somebody who worries about an author: a kind sentence, ready to send. It is an answer as any
 * other, unsigned and by token, so it changes no score and says nothing of who sends it; and since
 * many send the same one, not by its style either. It is held and goes out a beat later: beside the
 * report, which is signed, it would say who answers.
 */
export function KindWords({ secret, label, onClose, onDone }: KindWordsProps) {
  const action = useAction();
  const tap = async (text: string) => {
    if (!(await action.run(() => holdComment({ secret, label, text, badge: false, replyTo: null })))) return;
    onClose();
    onDone(t("kind.held"));
  };
  return (
    <Sheet title={t("kind.title")} onClose={onClose}>
      <p class="hint">{t("report.done-care")}</p>
      <p class="hint">{t("kind.why")}</p>
      <ul class="reasons">
        {KIND.map((key) => (
          <li key={key}>
            <button class="button wide" type="button" disabled={action.busy.value} onClick={() => void tap(t(key))}>
              {t(key)}
            </button>
          </li>
        ))}
      </ul>
      <Trouble of={action.problem.value} />
    </Sheet>
  );
}
