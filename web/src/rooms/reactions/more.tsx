import { signal } from "@preact/signals";

import { later } from "../../kit/later";
import type { Card } from "../../kit/types";
import { t } from "../../words";

const Menu = later(async () => (await import("./menu")).Menu);

const opened = signal<Card | null>(null);

export const openMenu = (card: Card) => void (opened.value = card);

/** Where the menu stands: beside the cards, since on a card the colours are those of its scene. */
export function OpenMenu() {
  return opened.value && <Menu card={opened.value} onClose={() => (opened.value = null)} />;
}

/** Opens the menu of a card. */
export function More({ card }: { card: Card }) {
  return (
    <button class="act more" type="button" aria-haspopup="dialog" aria-label={t("card.more")} onClick={() => openMenu(card)}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M5.500 12h.01M12 12h.01M18.500 12h.01" />
      </svg>
    </button>
  );
}
