/** Reads what has come out when a comments window has turned, in every open thread alike. */
import { useEffect } from "preact/hooks";

import { onChime } from "../../kit/chimed";
import { now, place } from "../../kit/place";
import { untilNext } from "../secrets/when";
import { readNews, type Thread } from "./thread";

const GRACE = 5; // seconds, at most: not everybody asks in the same one

/** Not only while something of one's own is due: that would tell the server who has answered. */
export function useArrivals(thread: Thread): void {
  useEffect(() => {
    let timer = 0;
    const later = () => {
      const length = place.value?.rhythm.comments ?? 300;
      timer = window.setTimeout(look, (untilNext(now(), length) + 2 + Math.random() * GRACE) * 1000);
    };
    const look = () => void (document.hidden ? Promise.resolve() : readNews(thread)).then(later);
    const soon = () => {
      clearTimeout(timer);
      timer = window.setTimeout(look, Math.random() * GRACE * 1000);
    };
    later();
    const unheard = onChime("comments", soon);
    return () => {
      clearTimeout(timer);
      unheard();
    };
  }, [thread]);
}
