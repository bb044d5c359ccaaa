import { useSignal } from "@preact/signals";

import { Link } from "../../../kit/link";
import { forgetSecret, overdue } from "../../../kit/mine";
import { type MySecret } from "../../../kit/own";
import { isHiddenNow } from "../../../kit/outcomes";
import { takeBack, type WrittenSecret } from "../../../kit/outbox";
import { now } from "../../../kit/place";
import { go } from "../../../kit/router";
import { t } from "../../../words";
import { Notice } from "../../moderation/notice";
import { lookOf } from "../looks/looks";
import { whenOf } from "../when";
import { isBegun, writeAgain } from "../tell/draft";
import { Closing } from "./closing";
import { Counts } from "./counts";
import { Excerpt } from "./excerpt";
import { News } from "./news";
import { OverDraft } from "./over-draft";
import { Removal } from "./removal";
import { whyHeld } from "./why";

/** A secret that is still on this device. */
export function HeldLine({ one }: { one: WrittenSecret }) {
  const asking = useSignal(false);
  const again = async () => {
    const { text, look, photo, edition, reach, life } = one;
    const keep = () => writeAgain({ text, look: lookOf(look), photo, edition, reach, life });
    if (await takeBack(one.id, keep)) go("/tell"); // else it was on its way, and is told now
  };
  const ask = async () => ((await isBegun()) ? (asking.value = true) : again());
  return (
    <li class="own">
      <Excerpt seed={one.id} text={one.text} look={one.look} photo={one.photo} />
      <div class="own-state">
        <span class={`tag ${one.refused ? "bad" : ""}`}>{t(one.refused ? "mine.refused" : "mine.held")}</span>
        <p class="faint">{whyHeld(one)}</p>
        <button class="button quiet" type="button" onClick={() => void ask()}>
          {t("mine.edit")}
        </button>
        {asking.value && <OverDraft onTake={() => void again()} onClose={() => (asking.value = false)} />}
      </div>
    </li>
  );
}

const STATES = {
  queued: "mine.queued",
  out: "mine.out",
  removing: "mine.removing",
  gone: "mine.gone",
} as const;

const stateOf = (one: MySecret) => (one.state === "out" && one.line?.public ? "mine.out-public" : STATES[one.state]);

/** A secret that was told: what became of it. */
export function ToldLine({ one }: { one: MySecret }) {
  const hidden = isHiddenNow(one);
  return (
    <li class="own">
      <Excerpt seed={one.secret} text={one.text ?? t("mine.elsewhere")} look={one.look} photo={one.photo} />
      <div class="own-state">
        <p class="line">
          <span class={`tag ${one.state === "out" && !hidden ? "lit" : ""}`}>
            {t(hidden ? "mine.hidden" : stateOf(one))}
          </span>
          <News secret={one.secret} />
          {one.line && <span class="faint">{whenOf(one.line.edition, now())}</span>}
        </p>
        {one.line && <Counts line={one.line} />}
        <Chosen one={one} />
        {overdue(one) && !hidden && <p class="faint">{t("mine.overdue")}</p>}
        <Notice item={one.secret} />
        <Doings one={one} hidden={hidden} />
      </div>
    </li>
  );
}

/** What was chosen for it, which only this device remembers. */
function Chosen({ one: { reach, life, closes, goes, state } }: { one: MySecret }) {
  if (state === "gone") return null;
  return (
    <>
      {reach && life && (
        <p class="faint">{t("mine.goes", { reach: t(`option.${reach}-short`), life: t(`mine.${life}`) })}</p>
      )}
      {goes && state !== "removing" && <p class="faint">{t("mine.goes-some-night")}</p>}
      {closes && <p class="faint">{t(now() < closes ? "mine.closing" : "mine.closed")}</p>}
    </>
  );
}

function Doings({ one, hidden }: { one: MySecret; hidden: boolean }) {
  const asking = useSignal(false);
  const closing = useSignal(false);
  const open = one.state === "out" && !hidden;
  const removable = one.state === "out" || one.state === "queued";
  return (
    <div class="doings">
      {open && (
        <Link class="button quiet" to={`/secret/${one.secret}`}>
          {t("mine.open")}
        </Link>
      )}
      {open && !one.closes && (
        <button class="button quiet" type="button" onClick={() => (closing.value = true)}>
          {t("mine.close")}
        </button>
      )}
      {removable && (
        <button class="button quiet" type="button" onClick={() => (asking.value = true)}>
          {t("mine.remove")}
        </button>
      )}
      {(one.state === "gone" || hidden || overdue(one)) && (
        <button class="button quiet" type="button" onClick={() => void forgetSecret(one.secret)}>
          {t("mine.forget")}
        </button>
      )}
      {closing.value && <Closing secret={one.secret} onClose={() => (closing.value = false)} />}
      {asking.value && <Removal secret={one.secret} onClose={() => (asking.value = false)} />}
    </div>
  );
}
