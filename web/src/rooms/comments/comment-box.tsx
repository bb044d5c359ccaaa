import { Link } from "../../kit/link";
import { me } from "../../kit/session";
import type { Card } from "../../kit/types";
import { t } from "../../words";
import type { Thread } from "./thread";
import { Writing } from "./writing";

/** Where a comment is written, or why not here. */
export function CommentBox({ card, thread }: { card: Card; thread: Thread }) {
  if (thread.closed.value) return <Over />;
  if (!me.value) {
    return (
      <section class="far">
        <p>{t("thread.sign-in")}</p>
        <Link class="button primary" to="/welcome">
          {t("thread.enter")}
        </Link>
      </section>
    );
  }
  if (!card.near || !card.label) return <Far />;
  return <Writing thread={thread} label={card.label} />;
}

function Over() {
  return (
    <section class="far">
      <p>{t("thread.over")}</p>
      <p class="hint">{t("thread.over-why")}</p>
    </section>
  );
}

function Far() {
  return (
    <section class="far">
      <p>{t("thread.far")}</p>
      <p class="hint">{t("thread.far-like")}</p>
    </section>
  );
}
