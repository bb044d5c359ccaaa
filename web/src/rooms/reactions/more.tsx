import { useSignal } from "@preact/signals";

import { later } from "../../kit/later";
import type { Card } from "../../kit/types";
import { t } from "../../words";

const Menu = later(async () => (await import("./menu")).Menu);

/** Opens the menu of a card. */
export function More({ card }: { card: Card }) {
  const open = useSignal(false);
  return (
    <>
      <button class="act more" type="button" aria-haspopup="dialog" aria-label={t("card.more")} onClick={() => (open.value = true)}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M5.500 12h.01M12 12h.01M18.500 12h.01" />
        </svg>
      </button>
      {open.value && <Menu card={card} onClose={() => (open.value = false)} />}
    </>
  );
}
