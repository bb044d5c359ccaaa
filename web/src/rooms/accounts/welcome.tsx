import { useSignal } from "@preact/signals";
import { go } from "../../kit/router";
import { place } from "../../kit/place";
import { pendingInvite } from "../contacts/pending";
import { t } from "../../words";
import { DealArt } from "./deal-art";
import { LanguageChoice } from "./language-choice";
import { Texts } from "./texts";

/** The deal, in three cards: what is kept, who reads, what nobody can promise. */
function cards() {
  const k = place.value?.at_least ?? 12;
  const n = place.value?.friends_needed ?? 3;
  return [
    { title: t("deal.nobody.title"), text: t("deal.nobody.text", { k }) },
    { title: t("deal.friends.title"), text: t("deal.friends.text", { n }) },
    { title: t("deal.honest.title"), text: t("deal.honest.text") },
  ];
}

export function Welcome() {
  const at = useSignal(0);
  const all = cards();
  const card = all[at.value]!;
  const last = at.value === all.length - 1;
  const next = () => {
    at.value += 1;
    scrollTo(0, 0); // on a small screen the button stands below the card's drawing
  };
  return (
    <main class="screen welcome">
      <div class="line spread">
        <strong class="brand">{t("app.name")}</strong>
        <LanguageChoice />
      </div>
      {pendingInvite.value && <p class="notice">{t("invited.kept")}</p>}
      <DealArt card={at.value} />
      <section class="deal-text" aria-live="polite">
        <h1>{card.title}</h1>
        <p>{card.text}</p>
      </section>
      <div class="steps" role="img" aria-label={t("deal.step", { at: at.value + 1, of: all.length })}>
        {all.map((_, i) => (
          <span class={i <= at.value ? "done" : ""} />
        ))}
      </div>
      <div class="stack">
        {!last && (
          <button class="button primary wide" type="button" onClick={next}>
            {t("deal.next")}
          </button>
        )}
        <button class={`button wide ${last ? "primary" : "quiet"}`} type="button" onClick={() => go("/sign-in")}>
          {t("deal.start")}
        </button>
      </div>
      <Texts />
    </main>
  );
}
