import type { Signal } from "@preact/signals";

import type { Comment } from "../../kit/types";
import { t } from "../../words";
import { Mask } from "./mask";
import { maskName } from "./masks";

/** What a comment replies to: its mask and how it begins. It is older, so it is read already or gone. */
export function Quote({ of, among }: { of: string; among: readonly Comment[] }) {
  const said = among.find((one) => one.comment === of);
  if (!said) return <p class="quote gone">{t("thread.reply-removed")}</p>;
  const show = () => document.getElementById(`comment-${of}`)?.scrollIntoView({ block: "center" });
  return (
    <button class="quote" type="button" onClick={show}>
      <span class="unseen">{t("thread.reply-to")}</span>
      <Mask index={said.mask} size={22} />
      <span class="quoted">{said.text}</span>
    </button>
  );
}

/** What is being replied to, above the line one writes in. */
export function Replying({ to }: { to: Signal<Comment | null> }) {
  if (!to.value) return null;
  const { mask, text } = to.value;
  return (
    <div class="replying">
      <Mask index={mask} size={28} />
      <p>
        <b>{t("thread.replying", { mask: maskName(mask) })}</b>
        <span class="quoted">{text}</span>
      </p>
      <button class="sign" type="button" aria-label={t("thread.reply-drop")} onClick={() => (to.value = null)}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 6l12 12M18 6 6 18" />
        </svg>
      </button>
    </div>
  );
}
