/**
 * Listens for chimes while the page is before the eyes. They only say "look again", and everything
 * works by the clock without them: in browsers that have none, on a full server, without a network.
 */
import { effect } from "@preact/signals";
import { type Chime, chimed } from "./chimed";
import { isIn } from "./session";

let stream: EventSource | null = null;
let again: ReturnType<typeof setTimeout>;

/** Milliseconds, by chance: pages that a server refused as it began again do not come back together. */
const aWhile = () => (40 + 40 * Math.random()) * 1000;

export function startChimes(): void {
  if (typeof EventSource === "undefined") return;
  addEventListener("visibilitychange", listen);
  effect(listen);
}

/** Looks again and again while it is wanted: a stream that is refused stays closed by itself. */
function listen(): void {
  clearTimeout(again);
  const wanted = isIn.value && !document.hidden;
  if (!wanted) {
    stream?.close();
    stream = null;
    return;
  }
  if (!stream || stream.readyState === EventSource.CLOSED) stream = opened();
  again = setTimeout(listen, aWhile());
}

function opened(): EventSource {
  const made = new EventSource("/v1/chimes");
  for (const name of Object.keys(chimed) as Chime[]) {
    made.addEventListener(name, ({ data }: MessageEvent<string>) => (chimed[name].value = Number(data)));
  }
  return made;
}
