/** When the server last said that a window is out: the same to every page that listens. */
import { signal } from "@preact/signals";

export const chimed = { comments: signal(0), edition: signal(0) };
export type Chime = keyof typeof chimed;

/** From now on; returns how to stop. */
export function onChime(name: Chime, heard: () => void): () => void {
  let before = true; // a signal tells its present value first
  return chimed[name].subscribe(() => (before ? (before = false) : heard()));
}
