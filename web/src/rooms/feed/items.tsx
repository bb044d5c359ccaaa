import { useEffect, useRef } from "preact/hooks";

import { me } from "../../kit/session";
import { t } from "../../words";
import { say } from "../../words/say";
import { Actions, quietly } from "../reactions/actions";
import { DoubleTap } from "../reactions/double-tap";
import { like } from "../reactions/likes";
import { Card } from "../secrets/card";
import { arrange, type Item } from "./arrange";
import { EndCard, GateCard, PromptCard } from "./asides";
import { gate } from "./gate";
import * as pages from "./pages";
import { Skeleton } from "./skeleton";

const AHEAD = "1800px"; // how far before its end the feed is read on

/** Questions begin at another place every day. */
const first = Math.floor(Date.now() / 86_400_000);

export function Items() {
  const cards = pages.cards.value;
  const open = gate.value?.open ?? null;
  const items = arrange({ cards, open, ended: pages.ended.value, first });
  return (
    <>
      <ol class="items">
        {items.map((item) => (
          <li key={item.key} data-item={item.key}>
            <Shown item={item} />
          </li>
        ))}
      </ol>
      {!pages.ended.value && <More />}
    </>
  );
}

function Shown({ item }: { item: Item }) {
  if (item.kind === "prompt") return <PromptCard number={item.number} />;
  if (item.kind === "gate") return <GateCard />;
  if (item.kind === "end") return <EndCard empty={pages.cards.value.length === 0} />;
  const { card } = item;
  return (
    <DoubleTap onTwice={() => me.value && void quietly(like(card.secret))}>
      <Card card={card}>
        <Actions card={card} />
      </Card>
    </DoubleTap>
  );
}

/** The foot of the feed: reads on before the member gets there. */
function More() {
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watch = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && !pages.problem.value && void pages.readMore(),
      { rootMargin: AHEAD },
    );
    watch.observe(foot.current!);
    return () => watch.disconnect();
  }, [pages.cards.value.length]); // a foot still in sight after a page reads the next one
  return (
    <div ref={foot}>
      {pages.problem.value ? (
        <section class="aside" role="alert">
          <p>{say(pages.problem.value)}</p>
          <button class="button" type="button" onClick={() => void pages.readMore()}>
            {t("feed.again")}
          </button>
        </section>
      ) : (
        <Skeleton />
      )}
    </div>
  );
}
