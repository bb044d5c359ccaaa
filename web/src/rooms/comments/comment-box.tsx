import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { Link } from "../../kit/link";
import { isMine } from "../../kit/mine";
import { holdComment } from "../../kit/outbox";
import { sendHeld } from "../../kit/sending";
import { me } from "../../kit/session";
import { tokensLeft } from "../../kit/tokens";
import type { Card } from "../../kit/types";
import { t } from "../../words";
import { countGraphemes } from "../secrets/lettering";
import { MOST } from "../secrets/limits";

/** Where a comment is written, or why not here. */
export function CommentBox({ card }: { card: Card }) {
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
  return <Writing card={card} label={card.label} />;
}

function Far() {
  return (
    <section class="far">
      <p>{t("thread.far")}</p>
      <p class="hint">{t("thread.far-like")}</p>
    </section>
  );
}

function Writing({ card: { secret }, label }: { card: Card; label: string }) {
  const text = useSignal("");
  const badge = useSignal(false);
  const left = useSignal<number | null>(null);
  useEffect(() => void tokensLeft("comment", label).then((count) => (left.value = count)), [label]);
  const over = countGraphemes(text.value) - MOST;
  const ready = text.value.trim() !== "" && over <= 0;
  const send = async (event: Event) => {
    event.preventDefault();
    if (!ready) return;
    await holdComment({ secret, label, text: text.value.trim(), badge: badge.value });
    [text.value, badge.value] = ["", false];
    await sendHeld();
    left.value = await tokensLeft("comment", label);
  };
  return (
    <form class="comment-box" onSubmit={(event) => void send(event)}>
      {isMine(secret) && text.value !== "" && (
        <label class="choice">
          <input type="checkbox" checked={badge.value} onChange={() => (badge.value = !badge.value)} />
          <span>
            <b>{t("thread.badge")}</b>
            <small>{t("thread.badge-why")}</small>
          </span>
        </label>
      )}
      {over > 0 && <p class="wrong" role="status">{t("tell.over", { n: over })}</p>}
      <div class="comment-line">
        <textarea
          rows={1}
          dir="auto"
          aria-label={t("thread.write")}
          placeholder={t("thread.placeholder")}
          value={text.value}
          onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        />
        <button class="send" disabled={!ready} aria-label={t("thread.send")}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 20V5M5.5 11 12 4.500l6.5 6.5" />
          </svg>
        </button>
      </div>
      {left.value !== null && text.value !== "" && <p class="faint">{t("thread.left", { n: left.value })}</p>}
    </form>
  );
}
