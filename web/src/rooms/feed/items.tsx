import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import { isAway } from "../../kit/reports";
import { t } from "../../words";
import { say } from "../../words/say";
import { arrange, type Item } from "./arrange";
import { EndCard, GateCard, PromptCard } from "./asides";
import { SampleCard } from "./sample-card";
import { FeedCard } from "./feed-card";
import { gate } from "./gate";
import * as pages from "./pages";
import { fill, heights, measure, sight } from "./sight";
import { Skeleton } from "./skeleton";
import { useSight } from "./use-sight";

const AHEAD = "1800px"; // how far before its end the feed is read on at the latest

/** Questions begin at another place every day. */
const first = Math.floor(Date.now() / 86_400_000);

/** The items of every page; null where its cards were let go. */
function arranged(): (Item[] | null)[] {
  const open = gate.value?.open ?? null;
  const all = pages.pages.value;
  heights.cut(all.length);
  return all.map(({ cards, from, next }, at) => {
    const ended = next === null && at === all.length - 1;
    const items = cards && arrange({ cards, from, open, ended, first });
    if (items) heights.fit(at, items.length);
    return items;
  });
}

export function Items() {
  const list = useRef<HTMLOListElement>(null);
  const items = arranged();
  const { spots, above, below } = sight();
  useSight(list);
  useLayoutEffect(() => measure(list.current!));
  useEffect(() => {
    if (pages.busy.value || pages.problem.value) return;
    fill(spots);
    if (spots.some(({ page }) => page === items.length - 1)) void pages.readMore();
  });
  return (
    <>
      <ol class="items" ref={list} style={{ paddingTop: `${above}px`, paddingBottom: `${below}px` }}>
        {spots.map(({ page, item }) => {
          const shown = items[page]?.[item];
          const top = page + item === 0 ? "first" : undefined;
          if (!shown) return <Gone key={`${page}/${item}`} page={page} height={heights.of({ page, item })} />;
          return (
            <li key={shown.key} class={top} data-item={shown.key} data-spot={`${page}/${item}`}>
              <Shown item={shown} />
            </li>
          );
        })}
      </ol>
      {!pages.ended.value && <More />}
    </>
  );
}

function Shown({ item }: { item: Item }) {
  if (item.kind === "prompt") return <PromptCard number={item.number} />;
  if (item.kind === "gate") return <GateCard some={item.some} />;
  if (item.kind === "sample") return <SampleCard number={item.number} />;
  if (item.kind === "end") return <EndCard empty={item.empty} />;
  return isAway(item.card.secret) ? null : <FeedCard card={item.card} />;
}

/** The room of a card that was let go and is being read again. */
function Gone({ page, height }: { page: number; height: number }) {
  return (
    <li style={{ height: `${height}px` }} class="gone">
      {pages.problem.value ? <Again read={() => void pages.readAgain(page)} /> : <Skeleton />}
    </li>
  );
}

/** The foot of the feed: reads on before the member gets there. */
function More() {
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watch = new IntersectionObserver(
      (seen) => seen.at(-1)!.isIntersecting && !pages.problem.value && void pages.readMore(),
      { rootMargin: AHEAD },
    );
    watch.observe(foot.current!);
    return () => watch.disconnect();
  }, [pages.pages.value]); // a foot still in sight after a page reads the next one
  return <div ref={foot}>{pages.problem.value ? <Again read={() => void pages.readMore()} /> : <Skeleton />}</div>;
}

function Again({ read }: { read: () => void }) {
  return (
    <section class="aside" role="alert">
      <p>{say(pages.problem.value!)}</p>
      <button class="button" type="button" onClick={read}>
        {t("feed.again")}
      </button>
    </section>
  );
}
