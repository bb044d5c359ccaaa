import type { Signal } from "@preact/signals";
import { useId } from "preact/hooks";
import { t } from "../../words";

export function CodeField({ code, wrong }: { code: Signal<string>; wrong?: boolean }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t("code.label")}</label>
      <input
        id={id}
        class="code-input"
        autocomplete="one-time-code"
        inputMode="numeric"
        maxLength={12}
        value={code.value}
        aria-invalid={wrong}
        onInput={(event) => (code.value = event.currentTarget.value)}
      />
    </div>
  );
}
