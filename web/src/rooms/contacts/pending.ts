/** An invite that was opened before signing in; it waits for its person. */
import { signal } from "@preact/signals";

const KEY = "mimi-invite";

export const pendingInvite = signal<string | null>(localStorage.getItem(KEY));

export function keepInvite(code: string): void {
  localStorage.setItem(KEY, code);
  pendingInvite.value = code;
}

export function forgetInvite(): void {
  localStorage.removeItem(KEY);
  pendingInvite.value = null;
}
