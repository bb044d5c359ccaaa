import { useSignal } from "@preact/signals";

import { removeComment } from "../../kit/mine";
import { myComments } from "../../kit/own";
import { place } from "../../kit/place";
import { isAway } from "../../kit/reports";
import { me } from "../../kit/session";
import type { Card, Comment } from "../../kit/types";
import { t } from "../../words";
import { Notice } from "../moderation/notice";
import { ReportAnswer } from "../moderation/report-answer";
import { quietly } from "../reactions/actions";
import { languageOf } from "../secrets/lettering";
import { span } from "../secrets/when";
import { Mask } from "./mask";
import { maskName } from "./masks";
import { Pending } from "./pending";
import { Quote } from "./quote";
import { readOn, type Thread } from "./thread";

/** What was answered, each with its mask, and what this device has on the way. */
export function Comments({ thread, card }: { thread: Thread; card: Card }) {
  const comments = thread.comments.value;
  const rhythm = span(place.value?.rhythm.comments ?? 300);
  return (
    <section class="comments" aria-labelledby="answers">
      <h2 id="answers">{t("thread.answers")}</h2>
      {comments.length > 0 && <p class="hint">{t("thread.masks")}</p>}
      {thread.calm.value && <p class="hint">{t("thread.calm")}</p>}
      {card.near && !thread.closed.value && <p class="hint">{t("thread.rhythm", { span: rhythm })}</p>}
      {thread.read.value && comments.length === 0 && (
        <p class="hint">{t(card.near ? "thread.none-near" : "thread.none")}</p>
      )}
      <ol>
        {comments.filter((one) => !isAway(one.comment)).map((comment) => (
          <Line key={comment.comment} comment={comment} thread={thread} answerable={card.near} />
        ))}
        <Pending thread={thread} />
      </ol>
      {thread.next.value && (
        <button class="button" type="button" onClick={() => void readOn(thread)}>
          {t("thread.more")}
        </button>
      )}
    </section>
  );
}

interface LineProps {
  comment: Comment;
  thread: Thread;
  answerable: boolean;
}

function Line({ comment: said, thread, answerable }: LineProps) {
  const { comment, mask, text, by_author, reply_to } = said;
  const mine = myComments.value.find((one) => one.comment === comment);
  return (
    <li class="comment" id={`comment-${comment}`}>
      <Mask index={mask} />
      <div class="said-by">
        <p class="name">
          <span aria-hidden="true">{maskName(mask)}</span>
          {by_author && <span class="tag lit">{t("thread.author")}</span>}
          {mine && <span class="tag">{t("thread.you")}</span>}
        </p>
        {reply_to && <Quote of={reply_to} among={thread.comments.value} />}
        <p class="answer" dir="auto" lang={languageOf(text)}>
          {text}
        </p>
        <div class="doings">
          {answerable && !thread.closed.value && (
            <button class="button quiet" type="button" onClick={() => (thread.replying.value = said)}>
              {t("thread.reply")}
            </button>
          )}
          {me.value && !mine && <ReportAnswer secret={thread.secret} comment={comment} />}
          {mine && <Remove comment={comment} removing={mine.removing} />}
        </div>
        {mine && <Notice item={comment} />}
      </div>
    </li>
  );
}

function Remove({ comment, removing }: { comment: string; removing: boolean }) {
  const busy = useSignal(false);
  if (removing) return <p class="faint">{t("thread.removing")}</p>;
  const remove = async () => {
    busy.value = true;
    await quietly(removeComment(comment));
    busy.value = false;
  };
  return (
    <button class="button quiet" type="button" disabled={busy.value} onClick={() => void remove()}>
      {t("thread.remove")}
    </button>
  );
}
