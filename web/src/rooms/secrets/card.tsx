import type { ComponentChildren } from "preact";

import { useSignal } from "@preact/signals";

import { isMine } from "../../kit/own";
import { now } from "../../kit/place";
import { photos } from "../../kit/preferences";
import type { Card as CardOf } from "../../kit/types";
import { t } from "../../words";
import { languageOf, sizeOf } from "./lettering";
import { Scene } from "./looks/scene";
import { Photo } from "./photo";
import { whenOf } from "./when";

interface CardProps {
  card: CardOf;
  /** What can be done with it stands at its foot. */
  children: ComponentChildren;
}

/** One secret, nearly as large as the screen. */
export function Card({ card, children }: CardProps) {
  const { secret, look, photo, text, edition, veiled } = card;
  const when = whenOf(edition, now());
  const asked = useSignal(false);
  const shown = asked.value || (photos.chosen.value === "all" && !veiled);
  return (
    <article class="card" data-secret={secret} aria-label={t("card.label", { when })}>
      <Scene look={look} seed={secret} />
      {photo && shown && <Photo src={photo} label={t("card.photo")} kept />}
      <header class="card-top">
        <span>{when}</span>
        {photo && !shown && (
          <button class="mark" type="button" onClick={() => (asked.value = true)}>
            {t(veiled ? "card.photo-veiled" : "card.photo-ask")}
          </button>
        )}
        <Marks card={card} />
      </header>
      <Words text={text} />
      {card.note && <Note {...card} />}
      <footer class="card-foot">{children}</footer>
    </article>
  );
}

/** What moderators say about it, the same for everybody. */
function Note({ note, source }: CardOf) {
  return (
    <p class="card-note">
      {note} {source && <a href={source} rel="noreferrer">{new URL(source).host}</a>}
    </p>
  );
}

/** The words themselves, set as large as they can be. */
export function Words({ text }: { text: string }) {
  return (
    <p class={`words words-${sizeOf(text)}`} dir="auto" lang={languageOf(text)}>
      {text}
    </p>
  );
}

function Marks({ card }: { card: CardOf }) {
  return (
    <>
      {isMine(card.secret) && (
        <span class="mark" title={t("card.mine")}>
          <svg viewBox="0 0 24 24" role="img" aria-label={t("card.mine")}>
            <path d="M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z" />
          </svg>
        </span>
      )}
      {card.public && (
        <span class="mark">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z" />
          </svg>
          {t("card.public")}
        </span>
      )}
    </>
  );
}
