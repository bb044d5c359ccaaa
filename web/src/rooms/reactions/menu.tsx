import { useSignal } from "@preact/signals";

import { isMine } from "../../kit/own";
import { me } from "../../kit/session";
import { Sheet } from "../../kit/sheet";
import type { Card } from "../../kit/types";
import { t } from "../../words";
import { ReportSheet } from "../moderation/report-sheet";
import { quietly } from "./actions";
import { liked, toggleLike } from "./likes";
import { passAsPicture } from "./picture";
import { sayBriefly } from "./said";
import { share } from "./share";
import { whyOf } from "./why";

/** What else there is to a secret, and why it is here. */
export function Menu({ card, onClose }: { card: Card; onClose: () => void }) {
  const reporting = useSignal(false);
  const then = (work: () => Promise<unknown>) => () => {
    onClose();
    void quietly(work());
  };
  const tell = (work: () => Promise<string | null>) =>
    then(async () => {
      const said = await work();
      if (said) sayBriefly(said);
    });
  if (reporting.value) {
    const label = card.near ? card.label : null;
    return <ReportSheet secret={card.secret} comment={null} label={label} onClose={onClose} onDone={sayBriefly} />;
  }
  return (
    <Sheet title={t("why.title")} onClose={onClose}>
      <p class="why">{t(whyOf(card))}</p>
      <p class="hint">{t("why.nobody")}</p>
      {me.value && (
        <button class="button" type="button" onClick={then(() => toggleLike(card.secret))}>
          {t(liked.value.has(card.secret) ? "card.unlike" : "card.like")}
        </button>
      )}
      <button class="button" type="button" onClick={tell(() => share(card.secret, card.public))}>
        {t("card.share")}
      </button>
      {me.value && !isMine(card.secret) && (
        <button class="button" type="button" onClick={() => (reporting.value = true)}>
          {t("report.do")}
        </button>
      )}
      {card.public ? (
        <button class="button" type="button" onClick={tell(() => passAsPicture(card))}>
          {t("picture.pass")}
        </button>
      ) : (
        <p class="faint">{t("picture.not-yet")}</p>
      )}
    </Sheet>
  );
}
