import type { ComponentChildren } from "preact";

interface WayProps {
  title: string;
  hint: string;
  /** Said in a tag at the end of the row. */
  state?: string | false;
  disabled?: boolean;
  busy?: boolean;
  onPress: () => void;
}

export function WaysList({ children }: { children: ComponentChildren }) {
  return <ul class="rows">{children}</ul>;
}

/** One way to keep the vault or to come back to it. */
export function Way({ title, hint, state, disabled, busy, onPress }: WayProps) {
  return (
    <li>
      <button class="row way" type="button" disabled={disabled || busy} aria-busy={busy} onClick={onPress}>
        <span>
          <b>{title}</b>
          <span class="faint">{hint}</span>
        </span>
        {state ? (
          <span class="tag lit">{state}</span>
        ) : (
          <svg class="chevron" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M9 5l7 7-7 7" />
          </svg>
        )}
      </button>
    </li>
  );
}
