import { type Followed, follows, newIn, unfollow } from "../../../kit/follows";
import { Link } from "../../../kit/link";
import { isMine } from "../../../kit/own";
import { t } from "../../../words";
import { Excerpt } from "./excerpt";
import { News } from "./news";

/** Followed threads that are not of one's own. */
export const others = () => follows.value.filter((one) => !one.quiet && !isMine(one.secret));

export function Following() {
  const followed = others();
  if (followed.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t("follow.title")}</h2>
      <p class="hint">{t("follow.why")}</p>
      <ul class="owns">
        {followed.map((one) => (
          <Line key={one.secret} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Line({ one: { secret, text, look } }: { one: Followed }) {
  return (
    <li class="own">
      <Excerpt seed={secret} text={text ?? ""} look={look} photo={null} />
      <div class="own-state">
        {newIn(secret) > 0 ? <News secret={secret} /> : <p class="faint">{t("follow.none")}</p>}
        <div class="doings">
          <Link class="button quiet" to={`/secret/${secret}`}>
            {t("mine.open")}
          </Link>
          <button class="button quiet" type="button" onClick={() => void unfollow(secret, false)}>
            {t("follow.stop")}
          </button>
        </div>
      </div>
    </li>
  );
}
