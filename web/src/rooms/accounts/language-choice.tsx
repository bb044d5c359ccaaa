import { useAction } from "../../kit/action";
import { chooseLanguage } from "../../kit/preferences";
import { Trouble } from "../../kit/trouble";
import { type Language, language, t } from "../../words";
import { LANGUAGES } from "../../words/mechanism";

const ALL = Object.entries(LANGUAGES) as [Language, string][];

/** Names each language in itself, for those who cannot read this one. */
export function LanguageChoice() {
  const action = useAction();
  return (
    <fieldset class="languages">
      <legend class="unseen">{t("language")}</legend>
      {ALL.map(([one, name]) => (
        <label lang={one}>
          <input
            type="radio"
            name="language"
            checked={language.value === one}
            onChange={() => void action.run(() => chooseLanguage(one))}
          />
          <span>{name}</span>
        </label>
      ))}
      <Trouble of={action.problem.value} />
    </fieldset>
  );
}
