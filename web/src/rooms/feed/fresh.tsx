import type { Signal } from "@preact/signals";

import { t } from "../../words";
import { waiting } from "./pages";

/** The head of the feed; it scrolls away. */
export function Top({ pulled, onRefresh }: { pulled: Signal<number>; onRefresh: () => void }) {
  return (
    <header class="feed-top" style={{ "--pulled": pulled.value }}>
      <h1>
        Mimi<span lang="zh-Hans">秘密</span>
      </h1>
      <button class="sign" type="button" aria-label={t("feed.refresh")} onClick={onRefresh}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.400M19.5 3.500v4h-4" />
        </svg>
      </button>
    </header>
  );
}

/** Says gently that there is something new; nothing moves until it is pressed. */
export function Fresh({ onShow }: { onShow: () => void }) {
  return (
    <div class="fresh" role="status">
      {waiting.value && (
        <button class="button primary" type="button" onClick={onShow}>
          {t("feed.fresh")}
        </button>
      )}
    </div>
  );
}
