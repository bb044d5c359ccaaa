import { useLayoutEffect } from "preact/hooks";

/** Keys of the desk, from the moment it is seen; none while somebody writes or holds another key. */
export function useKeys(doings: Record<string, () => void>): void {
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as Element).closest("input, textarea, select")) return;
      const doing = doings[event.key.toLowerCase()];
      if (!doing) return;
      event.preventDefault();
      doing();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}
