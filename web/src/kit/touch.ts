/** What a thumb feels when something was done; nothing where less movement is wanted. */
export function tick(): void {
  if (document.documentElement.dataset.motion !== "less") navigator.vibrate?.(12);
}
