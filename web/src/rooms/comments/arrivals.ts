/** Reads a thread again when a comments window has turned and something of one's own is due. */
import { useEffect } from "preact/hooks";

import { myComments } from "../../kit/mine";
import { now, place } from "../../kit/place";
import { untilNext } from "../secrets/when";
import { onTheWay } from "./pending";
import { open, type Thread } from "./thread";

export function useArrivals(thread: Thread): void {
  useEffect(() => {
    let timer = 0;
    const later = () => {
      const length = place.value?.rhythm.comments ?? 300;
      timer = window.setTimeout(look, (untilNext(now(), length) + 2 + Math.random() * 5) * 1000);
    };
    const look = () => {
      const due = !document.hidden && onTheWay(myComments.value, thread).length > 0;
      void (due ? open(thread) : Promise.resolve()).then(later);
    };
    later();
    return () => clearTimeout(timer);
  }, [thread]);
}
