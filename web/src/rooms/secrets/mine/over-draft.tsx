import { Sheet } from "../../../kit/sheet";
import { t } from "../../../words";

/** Asks before what is taken back takes the place of another draft, which nothing brings back. */
export function OverDraft({ onTake, onClose }: { onTake: () => void; onClose: () => void }) {
  return (
    <Sheet title={t("mine.edit-over")} onClose={onClose} closing={t("shared.drop")}>
      <p>{t("mine.edit-over-why")}</p>
      <button class="button danger wide" type="button" onClick={onTake}>
        {t("mine.edit-over-yes")}
      </button>
    </Sheet>
  );
}
