import { useEffect } from "preact/hooks";

import { Link } from "../../../kit/link";
import { type Happening, happenings, noteShown } from "../../../kit/news";
import { t } from "../../../words";
import { languageOf } from "../lettering";

/** What is new of one's own and of threads that are followed. Seen once it was on the screen. */
export function Centre() {
  useEffect(() => () => void noteShown(), []);
  if (happenings.value.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t("news.title")}</h2>
      <ul class="rows">
        {happenings.value.map((one) => (
          <li key={`${one.secret}/${one.what}`}>
            <Line one={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ one: { secret, text, what, n } }: { one: Happening }) {
  return (
    <Link class="row" to={`/secret/${secret}`}>
      <span>
        {t(`news.${what}`, { n })}
        <span class="faint brief" dir="auto" lang={languageOf(text ?? "")}>
          {text ?? t("mine.elsewhere")}
        </span>
      </span>
    </Link>
  );
}
