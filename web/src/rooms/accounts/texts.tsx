import { place } from "../../kit/place";
import { language, t } from "../../words";

/** The operator's terms and privacy text, where this server has them. */
export function Texts() {
  if (!place.value?.texts) return null;
  const to = (name: string) => `/${name}?language=${language.value}`;
  return (
    <nav class="line texts" aria-label={t("texts.both")}>
      <a href={to("terms")} target="_blank" rel="noreferrer">
        {t("texts.terms")}
      </a>
      <a href={to("privacy")} target="_blank" rel="noreferrer">
        {t("texts.privacy")}
      </a>
    </nav>
  );
}
