import { useEffect } from "preact/hooks";

const TYPING = "input, textarea, select, dialog[open], [contenteditable]";

/** L likes the secret before the eyes, or the one that has the focus. */
export function useLikeKey(secret: () => string | null, like: (secret: string) => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, repeat } = event;
      if (key.toLowerCase() !== "l" || ctrlKey || metaKey || altKey || repeat) return;
      if ((event.target as Element).closest?.(TYPING) || document.querySelector("dialog[open]")) return;
      const focused = document.activeElement?.closest<HTMLElement>("[data-secret]")?.dataset.secret;
      const one = focused ?? secret();
      if (one) like(one);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}
