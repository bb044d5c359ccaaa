import type { ComponentChildren } from "preact";
import { go } from "./router";

interface LinkProps {
  to: string;
  class?: string;
  children: ComponentChildren;
  "aria-current"?: "page";
  "aria-label"?: string;
}

/** A link inside the page; a real one, so that it can be focused, read out and opened in a tab. */
export function Link({ to, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={`/#${to}`} onClick={follow} />;
}
