import type { ComponentChildren } from "preact";
import { LanguageChoice } from "../rooms/accounts/language-choice";
import { t } from "../words";

/** What stands around the screens before the desk. */
export function Entrance({ title, why, children }: { title: string; why: string; children: ComponentChildren }) {
  return (
    <main class="screen entrance">
      <div class="line spread">
        <b>{t("console.title")}</b>
        <LanguageChoice />
      </div>
      <h1>{title}</h1>
      <p class="hint">{why}</p>
      {children}
    </main>
  );
}
