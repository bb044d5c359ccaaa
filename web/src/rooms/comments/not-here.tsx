import { Link } from "../../kit/link";
import { me } from "../../kit/session";
import { t } from "../../words";
import { say } from "../../words/say";
import { open, type Thread } from "./thread";

/** Nothing to show: why, and where to go instead. */
export function NotHere({ thread }: { thread: Thread }) {
  if (thread.problem.value !== "not-found") return <Failed thread={thread} />;
  return me.value ? <Gone /> : <Closed />;
}

function Closed() {
  return (
    <section class="aside">
      <Shut />
      <h2>{t("thread.closed")}</h2>
      <p>{t("thread.closed-why")}</p>
      <Link class="button primary" to="/welcome">
        {t("thread.enter")}
      </Link>
    </section>
  );
}

function Gone() {
  return (
    <section class="aside">
      <Shut />
      <h2>{t("thread.gone")}</h2>
      <p>{t("thread.gone-why")}</p>
      <Link class="button primary" to="/feed">
        {t("thread.to-feed")}
      </Link>
    </section>
  );
}

function Failed({ thread }: { thread: Thread }) {
  return (
    <section class="aside" role="alert">
      <p>{say(thread.problem.value ?? "unknown")}</p>
      <button class="button" type="button" onClick={() => void open(thread)}>
        {t("feed.again")}
      </button>
    </section>
  );
}

/** A closed letter. */
function Shut() {
  return (
    <svg class="shut" viewBox="0 0 64 48" aria-hidden="true">
      <path d="M4 6h56v36H4zM4 6l28 22L60 6M4 42l20-20M60 42 40 22" />
      <circle cx="32" cy="27" r="6" />
    </svg>
  );
}
