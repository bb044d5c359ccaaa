import { signal } from "@preact/signals";
import { t } from "../words";

const ENOUGH = 25; // decisions after which eyes and heart want something else
const KEY = "mimi-console-done";

const done = signal(Number(sessionStorage.getItem(KEY) ?? 0));

function set(count: number): void {
  done.value = count;
  sessionStorage.setItem(KEY, String(count));
}

export const count = () => set(done.value + 1);

/** A reminder that this work wears out; it stops nobody. */
export function Rest() {
  if (done.value < ENOUGH) return null;
  return (
    <p class="notice line spread" role="status">
      <span>{t("console.rest")}</span>
      <button class="button quiet" type="button" onClick={() => set(0)}>
        {t("console.rested")}
      </button>
    </p>
  );
}
