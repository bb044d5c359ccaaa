import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../words";
import { back } from "./router";

interface FrameProps {
  title: string;
  /** Where "back" goes when there is nothing to go back to; without it there is no such button. */
  up?: string;
  children: ComponentChildren;
}

/** A screen with its title; a new one is read out from its title on. */
export function Frame({ title, up, children }: FrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <main class="screen">
      <header class="screen-head">
        {up && (
          <button class="sign" type="button" onClick={() => back(up)} aria-label={t("common.back")}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M15 5l-7 7 7 7" />
            </svg>
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </header>
      <div class="stack">{children}</div>
    </main>
  );
}
