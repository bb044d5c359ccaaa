import type { ComponentChildren, HTMLAttributes } from "preact";
import { go } from "./router";

interface LinkProps extends Omit<HTMLAttributes<HTMLAnchorElement>, "href"> {
  to: string;
  children: ComponentChildren;
}

/** A link inside the page; a real one, so that it can be focused, read out and opened in a tab. */
export function Link({ to, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={`/#${to}`} onClick={follow}>
      {children}
    </a>
  );
}
