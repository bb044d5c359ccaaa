import type { Signal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";

interface LinesProps {
  label: string;
  of: Signal<string>;
  hint?: string;
  most: number;
  focused?: boolean;
}

/** Some lines to write, with their label. Ctrl and Enter send the form they stand in. */
export function Lines({ label, of, hint, most, focused }: LinesProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => void (focused && area.current?.focus()), []);
  const send = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) area.current?.form?.requestSubmit();
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        ref={area}
        rows={3}
        maxLength={most}
        value={of.value}
        onInput={(event) => (of.value = event.currentTarget.value)}
        onKeyDown={send}
      />
      {hint && <p class="faint">{hint}</p>}
    </div>
  );
}
