import { useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";

import { noteRead } from "../../kit/follows";
import { myComments } from "../../kit/own";
import { isAway, readReports } from "../../kit/reports";
import { back } from "../../kit/router";
import { me } from "../../kit/session";
import { t } from "../../words";
import { Actions } from "../reactions/actions";
import { readLikes } from "../reactions/likes";
import { Said } from "../reactions/said";
import { Touches } from "../reactions/touches";
import { Card } from "../secrets/card";
import { CommentBox } from "./comment-box";
import { Comments } from "./comments";
import { Follow } from "./follow";
import { NotHere } from "./not-here";
import { onTheWay } from "./pending";
import { open, type Thread, threadOf } from "./thread";
import { useArrivals } from "./arrivals";

/** One secret and what was answered. It is also what a shared link opens. */
export function ThreadScreen({ rest: [secret = ""] }: { rest: string[] }) {
  const thread = useMemo(() => threadOf(secret), [secret]);
  useEffect(() => {
    void readLikes();
    void readReports();
    void open(thread);
  }, [thread, me.value?.phone]);
  useArrivals(thread);
  useSignalEffect(() => {
    if (thread.read.value) void noteRead(secret, known(thread));
  });
  return (
    <main class="thread">
      <Head thread={thread} />
      <Body thread={thread} />
      <Said />
    </main>
  );
}

/** How many answers the member knows of: those that are out, and those of one's own to come. */
const known = (thread: Thread) => thread.said.value + onTheWay(myComments.value, thread).length;

function Head({ thread }: { thread: Thread }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <header class="screen-head thread-head">
      <button class="sign" type="button" aria-label={t("common.back")} onClick={() => back("/feed")}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M15 5l-7 7 7 7" />
        </svg>
      </button>
      <h1 ref={title} tabIndex={-1}>
        {t("thread.title")}
      </h1>
      {me.value && thread.card.value?.near && <Follow card={thread.card.value} said={known(thread)} />}
    </header>
  );
}

function Body({ thread }: { thread: Thread }) {
  const card = thread.card.value;
  if (thread.problem.value && !thread.read.value) return <NotHere thread={thread} />;
  if (isAway(thread.secret)) return <Away />;
  if (!card) return <div class="card skeleton" role="status" aria-label={t("feed.loading")} />;
  return (
    <>
      <Touches card={card}>
        <Card card={card}>
          <Actions card={card} inThread />
        </Card>
      </Touches>
      {card.safe && (
        <p class="notice" role="status">
          {t("safe.said")}
        </p>
      )}
      <Comments thread={thread} card={card} />
      <CommentBox card={card} thread={thread} />
    </>
  );
}

function Away() {
  return (
    <section class="aside flat">
      <p>{t("report.done")}</p>
    </section>
  );
}
