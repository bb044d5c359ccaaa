import { nameOf } from "../../kit/api";
import { Link } from "../../kit/link";
import { me } from "../../kit/session";
import type { Card } from "../../kit/types";
import { t } from "../../words";
import { say } from "../../words/say";
import { atLeast } from "../secrets/numbers";
import { liked, toggleLike } from "./likes";
import { More } from "./more";
import { sayBriefly } from "./said";
import { share } from "./share";

export async function quietly(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    sayBriefly(say(nameOf(error)));
  }
}

/** Like, answer, share, and a menu. In its own thread a card has no link to it. */
export function Actions({ card, inThread }: { card: Card; inThread?: boolean }) {
  return (
    <>
      {me.value && <Like card={card} />}
      {!inThread && <Answers card={card} />}
      <Share card={card} />
      <More card={card} />
    </>
  );
}

function Like({ card: { secret, likes } }: { card: Card }) {
  const on = liked.value.has(secret);
  return (
    <button class="act like" type="button" aria-pressed={on} onClick={() => void quietly(toggleLike(secret))}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 20.300C5.5 15.6 3 12.5 3 9.2 3 6.3 5.2 4.3 7.7 4.300c1.8 0 3.4 1 4.3 2.6.9-1.6 2.5-2.6 4.3-2.6 2.5 0 4.7 2 4.7 4.9 0 3.3-2.5 6.4-9 11.100z" />
      </svg>
      <span aria-hidden="true">{atLeast(likes)}</span>
      <span class="unseen">{`${t("card.like")} ${atLeast(likes)}`}</span>
    </button>
  );
}

function Answers({ card: { secret, comments } }: { card: Card }) {
  const some = atLeast(comments) !== "";
  const words = some ? t("card.comments-some", { n: comments }) : t("card.comments");
  return (
    <Link class="act" to={`/secret/${secret}`} aria-label={words}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 4c5.2 0 9 3.2 9 7.500S17.2 19 12 19c-1 0-2-.1-2.9-.4L4.5 20.500l1.3-3.700C4 15.4 3 13.6 3 11.5 3 7.2 6.8 4 12 4z" />
      </svg>
      <span aria-hidden="true">{atLeast(comments)}</span>
    </Link>
  );
}

function Share({ card }: { card: Card }) {
  const press = async () => {
    const said = await share(card.secret, card.public);
    if (said) sayBriefly(said);
  };
  return (
    <button class="act share" type="button" onClick={() => void quietly(press())}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 15V3.500M7.5 7.5 12 3.200l4.5 4.300M5 12v8h14v-8" />
      </svg>
      <span aria-hidden="true">{atLeast(card.shares)}</span>
      <span class="unseen">{`${t("card.share")} ${atLeast(card.shares)}`}</span>
    </button>
  );
}
