import type { Signal } from "@preact/signals";
import { useId } from "preact/hooks";

interface FieldProps {
  label: string;
  of: Signal<string>;
  hint?: string;
  hidden?: boolean;
  numeric?: boolean;
  autocomplete?: string;
}

/** A line to write in, with its label. */
export function Field({ label, of, hint, hidden, numeric, autocomplete }: FieldProps) {
  const id = useId();
  const given = {
    id,
    autocomplete,
    value: of.value,
    onInput: (event: { currentTarget: HTMLInputElement }) => (of.value = event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hidden ? <input {...given} type="password" /> : <input {...given} inputMode={numeric ? "numeric" : "text"} />}
      {hint && <p class="faint">{hint}</p>}
    </div>
  );
}
