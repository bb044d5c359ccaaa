/** What this device remembers of the member's taste: the language. */
import { effect } from "@preact/signals";
import { language, type Language, preferred } from "../words/mechanism";
import { t } from "../words";

const KEY = "mimi-language";

export function startLanguage(): void {
  const chosen = localStorage.getItem(KEY);
  language.value = chosen === "zh" || chosen === "en" ? chosen : preferred(navigator.languages);
  effect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-Hans" : "en";
    document.title = t("app.name");
  });
}

export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(KEY, chosen);
  language.value = chosen;
}
