import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { useAction } from "../../kit/action";
import { isMine } from "../../kit/own";
import { holdComment } from "../../kit/outbox";
import { sendHeld } from "../../kit/sending";
import { tokensLeft } from "../../kit/tokens";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { countGraphemes } from "../secrets/lettering";
import { MOST } from "../secrets/limits";
import { Replying } from "./quote";
import type { Thread } from "./thread";

/** How many comments this circle may still get from here this week; null until counted. */
function usePasses(label: string) {
  const left = useSignal<number | null>(null);
  const count = async () => void (left.value = await tokensLeft("comment", label));
  useEffect(() => void count(), [label]);
  return { left, count };
}

/** Where a comment is written. It is kept on the device before anything is sent. */
export function Writing({ thread: { secret, replying }, label }: { thread: Thread; label: string }) {
  const text = useSignal("");
  const badge = useSignal(false);
  const { left, count } = usePasses(label);
  const over = countGraphemes(text.value.trim()) - MOST;
  const ready = text.value.trim() !== "" && over <= 0;
  const keep = useAction(); // a second tap while it is kept says nothing twice
  const hold = async () => {
    const said = { text: text.value.trim(), badge: badge.value, replyTo: replying.value?.comment ?? null };
    const { id } = await holdComment({ secret, label, ...said });
    [text.value, badge.value, replying.value] = ["", false, null];
    void sendHeld(id).finally(count);
  };
  const send = (event: Event) => {
    event.preventDefault();
    if (ready) void keep.run(hold);
  };
  return (
    <form class="comment-box" onSubmit={send}>
      {isMine(secret) && text.value !== "" && <Badge chosen={badge} />}
      {over > 0 && (
        <p class="wrong" role="status">
          {t("tell.over", { n: over })}
        </p>
      )}
      <Trouble of={keep.problem.value} />
      <Replying to={replying} />
      <Line text={text} ready={ready} replying={replying.value !== null} />
      {left.value !== null && text.value !== "" && <p class="faint">{t("thread.left", { n: left.value })}</p>}
    </form>
  );
}

/** Offered only where this device knows the secret as one's own. */
function Badge({ chosen }: { chosen: Signal<boolean> }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={chosen.value} onChange={() => (chosen.value = !chosen.value)} />
      <span>
        <b>{t("thread.badge")}</b>
        <small>{t("thread.badge-why")}</small>
      </span>
    </label>
  );
}

interface LineProps {
  text: Signal<string>;
  ready: boolean;
  replying: boolean;
}

function Line({ text, ready, replying }: LineProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (replying) area.current?.focus();
  }, [replying]);
  return (
    <div class="comment-line">
      <textarea
        ref={area}
        rows={1}
        dir="auto"
        aria-label={t("thread.write")}
        placeholder={t("thread.placeholder")}
        value={text.value}
        onInput={({ currentTarget }) => (text.value = currentTarget.value)}
      />
      <button class="send" disabled={!ready} aria-label={t("thread.send")}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 20V5M5.5 11 12 4.5l6.5 6.5" />
        </svg>
      </button>
    </div>
  );
}
