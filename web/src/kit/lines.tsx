import type { Signal } from "@preact/signals";
import { useId } from "preact/hooks";

interface LinesProps {
  label: string;
  of: Signal<string>;
  hint?: string;
  most: number;
}

/** Some lines to write, with their label. */
export function Lines({ label, of, hint, most }: LinesProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={most}
        value={of.value}
        onInput={(event) => (of.value = event.currentTarget.value)}
      />
      {hint && <p class="faint">{hint}</p>}
    </div>
  );
}
