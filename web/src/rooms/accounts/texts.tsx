import { place } from "../../kit/place";
import { language, t } from "../../words";

/** What is for everybody, members or not: the operator's texts, where there are, what is promised, and a way to object. */
export function Texts() {
  const to = (name: string) => `/${name}?language=${language.value}`;
  return (
    <nav class="line texts" aria-label={t("texts.both")}>
      {place.value?.texts && (
        <>
          <a href={to("terms")} target="_blank" rel="noreferrer">
            {t("texts.terms")}
          </a>
          <a href={to("privacy")} target="_blank" rel="noreferrer">
            {t("texts.privacy")}
          </a>
        </>
      )}
      <a href={to("promises")} target="_blank" rel="noreferrer">
        {t("texts.promises")}
      </a>
      <a href="/about-me" target="_blank" rel="noreferrer">
        {t("texts.about-me")}
      </a>
    </nav>
  );
}
