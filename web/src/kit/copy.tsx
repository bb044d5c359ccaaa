import { useSignal } from "@preact/signals";
import { t } from "../words";

interface CopyProps {
  text: string;
  label: string;
}

/** Browsers refuse it where the page is framed, or in an app's own view; some have no clipboard. */
export async function copied(text: string): Promise<"common.copied" | "common.not-copied"> {
  try {
    await navigator.clipboard.writeText(text);
    return "common.copied";
  } catch {
    return "common.not-copied";
  }
}

/** Hands a text to another app, or to the clipboard. */
export function CopyButton({ text, label }: CopyProps) {
  const came = useSignal<Awaited<ReturnType<typeof copied>> | null>(null);
  const copy = async () => void (came.value = await copied(text));
  return (
    <button class="button wide" type="button" onClick={() => void copy()}>
      <span aria-live="polite">{came.value ? t(came.value) : label}</span>
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
