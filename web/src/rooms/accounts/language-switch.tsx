import { chooseLanguage } from "../../kit/preferences";
import { language, t } from "../../words";

/** Says the other language in that language, for those who cannot read this one. */
export function LanguageSwitch() {
  const other = language.value === "zh" ? "en" : "zh";
  return (
    <button class="button quiet" type="button" lang={other} onClick={() => chooseLanguage(other)}>
      {t("language.other")}
    </button>
  );
}
