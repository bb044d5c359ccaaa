import type { Signal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../../words";

/** What is written next once a code was sent: where the number was, nothing holds the focus any more. */
export function CodeField({ code, wrong }: { code: Signal<string>; wrong?: boolean }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <div class="field">
      <label for={id}>{t("code.label")}</label>
      <input
        ref={input}
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
