import { choose } from "../kit/preferences";
import { Sheet } from "../kit/sheet";
import { t } from "../words";
import { KEYS, letters } from "./keys";

/** Which key does what. */
export function KeyMap({ onClose }: { onClose: () => void }) {
  const on = letters.chosen.value === "on";
  return (
    <Sheet title={t("keys.title")} onClose={onClose} closing={t("keys.close")}>
      <dl class="keys">
        {KEYS.map(({ key, does }) => (
          <div key={key}>
            <dt>
              <kbd>{key.toUpperCase()}</kbd>
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>{/Mac|iP/.test(navigator.platform) ? "⌘ K" : "Ctrl K"}</kbd>
          </dt>
          <dd>{t("keys.palette")}</dd>
        </div>
      </dl>
      <label class="choice">
        <input type="checkbox" checked={on} onChange={() => choose(letters, on ? "off" : "on")} />
        <b>{t("keys.letters")}</b>
      </label>
    </Sheet>
  );
}
