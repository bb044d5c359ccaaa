import { useSignal } from "@preact/signals";
import { LanguageChoice } from "../rooms/accounts/language-choice";
import { t } from "../words";
import { Asking } from "./asking";
import { Given } from "./given";
import { Outcome } from "./outcome";

/** For whoever a secret is about: no account, no session, and no answer that tells what is here. */
export function AboutMe() {
  const number = useSignal("");
  return (
    <main class="screen">
      <div class="line spread">
        <b>{t("app.name")}</b>
        <LanguageChoice />
      </div>
      <h1>{t("about-me.title")}</h1>
      {number.value ? <Given number={number.value} /> : <Asking onAsked={(given) => (number.value = given)} />}
      <Outcome />
    </main>
  );
}
