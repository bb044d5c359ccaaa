import { useEffect, useRef } from "preact/hooks";

const FRAMES = 300; // a screen that is still being loaded gets about five seconds

/** A new screen is read out from its title on, and the keyboard goes on from there. */
export function useTitleFocus(screen: string): void {
  const opened = useRef(false);
  useEffect(() => {
    if (!opened.current) return void (opened.current = true); // a page that opens begins at its top
    let [frame, left] = [0, FRAMES];
    const look = () => {
      const title = document.querySelector<HTMLElement>("main h1");
      if (title) begin(title);
      else if (left-- > 0) frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [screen]);
}

function begin(title: HTMLElement): void {
  if (title.closest("main")!.contains(document.activeElement)) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}
