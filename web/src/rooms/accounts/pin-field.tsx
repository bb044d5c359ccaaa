import type { Signal } from "@preact/signals";
import { useId } from "preact/hooks";

interface PinFieldProps {
  pin: Signal<string>;
  label: string;
  hint?: string;
  isNew?: boolean;
  wrong?: boolean;
}

export function PinField({ pin, label, hint, isNew, wrong }: PinFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="password"
        autocomplete={isNew ? "new-password" : "current-password"}
        maxLength={128}
        value={pin.value}
        aria-invalid={wrong}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(event) => (pin.value = event.currentTarget.value)}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
