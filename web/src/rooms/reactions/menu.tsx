import { me } from "../../kit/session";
import { Sheet } from "../../kit/sheet";
import type { Card } from "../../kit/types";
import { t } from "../../words";
import { quietly } from "./actions";
import { liked, toggleLike } from "./likes";
import { sayBriefly } from "./said";
import { share } from "./share";
import { whyOf } from "./why";

/** What else there is to a secret, and why it is here. */
export function Menu({ card, onClose }: { card: Card; onClose: () => void }) {
  const then = (work: () => Promise<unknown>) => () => {
    onClose();
    void quietly(work());
  };
  const pass = async () => {
    const said = await share(card.secret, card.public);
    if (said) sayBriefly(said);
  };
  return (
    <Sheet title={t("why.title")} onClose={onClose}>
      <p class="why">{t(whyOf(card))}</p>
      <p class="hint">{t("why.nobody")}</p>
      {me.value && (
        <button class="button" type="button" onClick={then(() => toggleLike(card.secret))}>
          {t(liked.value.has(card.secret) ? "card.unlike" : "card.like")}
        </button>
      )}
      <button class="button" type="button" onClick={then(pass)}>
        {t("card.share")}
      </button>
    </Sheet>
  );
}
