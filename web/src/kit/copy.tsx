import { useSignal } from "@preact/signals";
import { t } from "../words";

interface CopyProps {
  text: string;
  label: string;
}

/** Hands a text to another app, or to the clipboard. */
export function CopyButton({ text, label }: CopyProps) {
  const copied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    copied.value = true;
  };
  return (
    <button class="button wide" type="button" onClick={() => void copy()}>
      <span aria-live="polite">{copied.value ? t("common.copied") : label}</span>
    </button>
  );
}

export function ShareButton({ text, label }: CopyProps) {
  if (!navigator.share) return null;
  // A sheet that is closed again rejects, which is no failure.
  const share = () => navigator.share({ text }).catch(() => undefined);
  return (
    <button class="button primary wide" type="button" onClick={() => void share()}>
      {label}
    </button>
  );
}
