import { Link } from "../../kit/link";
import { now, place } from "../../kit/place";
import { t } from "../../words";
import { promptOf } from "../secrets/prompts";
import { span, untilNext } from "../secrets/when";

/** A question that leads to telling. */
export function PromptCard({ number }: { number: number }) {
  return (
    <section class="aside prompt">
      <p class="aside-kind">{t("prompt.kind")}</p>
      <p class="words words-large">{promptOf(number)}</p>
      <Link class="button primary" to={`/tell/${number}`}>
        {t("prompt.tell")}
      </Link>
    </section>
  );
}

/** Why friends' secrets are still closed, and what opens them. */
export function GateCard({ some }: { some: boolean }) {
  return (
    <section class="aside gate">
      <Lanterns count={place.value?.friends_needed ?? 3} />
      <h2>{t("shut.title")}</h2>
      <p>{t("shut.why")}</p>
      <p class="hint">{t("shut.now")}</p>
      <Link class="button primary" to="/friends">
        {t("shut.invite")}
      </Link>
      <p class="hint">{t(some ? "shut.public" : "shut.samples")}</p>
    </section>
  );
}

/** As many lanterns as friends are needed. None is lit: how many there are already is not told. */
function Lanterns({ count }: { count: number }) {
  return (
    <svg class="lanterns" viewBox={`0 0 ${count * 64} 96`} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <g transform={`translate(${index * 64 + 32} 0)`} class="lantern">
          <path d="M0 0v22" />
          <path class="paper" d="M-15 24h30c9 12 9 34 0 46h-30c-9-12-9-34 0-46z" />
          <path d="M-6 26c-5 12-5 30 0 42M6 26c5 12 5 30 0 42M-13 23h26M-13 71h26M0 72v14" />
        </g>
      ))}
    </svg>
  );
}

export function EndCard({ empty }: { empty: boolean }) {
  const edition = place.value?.rhythm.edition;
  return (
    <section class="aside end">
      <svg class="moon" viewBox="0 0 48 48" aria-hidden="true">
        <path d="M30 6a19 19 0 1 0 13 25A15.5 15.5 0 0 1 30 6z" />
      </svg>
      <h2>{t(empty ? "feed.empty" : "feed.end")}</h2>
      {empty && <p>{t("feed.empty-why")}</p>}
      {edition && <p class="hint">{t("feed.end-next", { span: span(untilNext(now(), edition)) })}</p>}
    </section>
  );
}
