/**
 * Listens for chimes while the page is before the eyes. They only say "look again", and everything
 * works by the clock without them: in browsers that have none, on a full server, without a network.
 */
import { effect } from "@preact/signals";
import { type Chime, chimed } from "./chimed";
import { isIn } from "./session";

let stream: EventSource | null = null;

export function startChimes(): void {
  if (typeof EventSource === "undefined") return;
  addEventListener("visibilitychange", listen);
  effect(listen);
}

function listen(): void {
  const wanted = isIn.value && !document.hidden;
  if (!wanted) {
    stream?.close();
    stream = null;
  } else if (!stream || stream.readyState === EventSource.CLOSED) {
    stream = new EventSource("/v1/chimes");
    for (const name of Object.keys(chimed) as Chime[]) {
      stream.addEventListener(name, ({ data }: MessageEvent<string>) => (chimed[name].value = Number(data)));
    }
  }
}
