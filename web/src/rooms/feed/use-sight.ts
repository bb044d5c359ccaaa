import type { RefObject } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";

import { route } from "../../kit/router";
import { comeBack, goBack, hold, look, turned } from "./sight";

/** Follows the eyes through the feed, and keeps the place: on coming back it is there again. */
export function useSight(list: RefObject<HTMLOListElement | null>): void {
  useLayoutEffect(() => {
    comeBack();
    goBack(list.current!);
    // Once more after the browser has put its own remembered position back.
    const frame = requestAnimationFrame(() => list.current && goBack(list.current));
    return () => cancelAnimationFrame(frame);
  }, []);
  useLayoutEffect(hold); // after every drawing
  useEffect(() => {
    let frame = 0;
    const follow = () => {
      frame = 0;
      // Already leaving: the router scrolls to the top.
      if (list.current && route.value.screen === "feed") look(list.current);
    };
    const scrolled = () => (frame ||= requestAnimationFrame(follow));
    let width = innerWidth;
    const resized = () => {
      if (innerWidth === width) return; // only the browser's bar came or went
      width = innerWidth;
      turned();
    };
    look(list.current!);
    addEventListener("scroll", scrolled, { passive: true });
    addEventListener("resize", resized);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("scroll", scrolled);
      removeEventListener("resize", resized);
    };
  }, []);
}
