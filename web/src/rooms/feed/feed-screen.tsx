import { useEffect } from "preact/hooks";

import { nameOf } from "../../kit/api";
import { circle, readCircle } from "../../kit/circle";
import { readReports } from "../../kit/reports";
import { me } from "../../kit/session";
import { t } from "../../words";
import { say } from "../../words/say";
import { readLikes } from "../reactions/likes";
import { Said, sayBriefly } from "../reactions/said";
import { Fresh, Top } from "./fresh";
import { answered, forgetGate, readGate } from "./gate";
import { Items } from "./items";
import * as pages from "./pages";
import { forgetPlace } from "./sight";
import { usePull } from "./pull";
import { Skeleton } from "./skeleton";
import { useTurn } from "./turn";

let readBy: string | undefined; // whose feed is held: another member on this device starts anew

function begin(): void {
  if (readBy !== me.value?.phone) {
    pages.forgetFeed();
    forgetPlace();
    forgetGate();
    circle.value = null;
  }
  readBy = me.value?.phone;
  void readLikes();
  void readReports();
  if (pages.opened.value) return; // coming back, perhaps from telling, asks the server nothing
  void readGate();
  void readCircle();
  void pages.readMore();
}

async function refresh(): Promise<void> {
  try {
    const newer = await pages.refresh();
    forgetPlace();
    scrollTo({ top: 0 });
    if (!newer) sayBriefly(t("feed.nothing-new"));
  } catch (error) {
    sayBriefly(say(nameOf(error)));
  }
}

/** Secrets without end. */
export function FeedScreen(_: { rest: string[] }) {
  useEffect(begin, []);
  useTurn();
  const pulled = usePull(() => void refresh());
  return (
    <main class="feed">
      <Top pulled={pulled} onRefresh={() => void refresh()} />
      <Fresh onShow={() => void refresh()} />
      {pages.opened.value && answered.value ? <Items /> : <Opening />}
      <Said />
    </main>
  );
}

function Opening() {
  if (!pages.problem.value) return <Skeleton />;
  return (
    <section class="aside" role="alert">
      <p>{say(pages.problem.value)}</p>
      <button class="button" type="button" onClick={() => void pages.readMore()}>
        {t("feed.again")}
      </button>
    </section>
  );
}
