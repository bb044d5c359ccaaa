import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

import { me } from "../../kit/session";
import type { Card } from "../../kit/types";
import { quietly } from "./actions";
import { like } from "./likes";
import { openMenu } from "./more";

const WITHIN = 320; // milliseconds between the two taps
const NEAR = 36; // pixels between them
const SWIPE = 72; // pixels to a side, and less than half as many up or down

/** Two taps on a card like it, with a heart where they were; a swipe opens its menu. Buttons do the same. */
export function Touches({ card, children }: { card: Card; children: ComponentChildren }) {
  const down = useRef({ x: 0, y: 0 });
  const last = useRef({ at: 0, x: 0, y: 0 });
  const burst = useSignal<{ x: number; y: number; key: number } | null>(null);
  const up = (event: PointerEvent) => {
    if ((event.target as Element).closest("a, button")) return;
    const { clientX: x, clientY: y, timeStamp: at, pointerType } = event;
    const [right, lower] = [Math.abs(x - down.current.x), Math.abs(y - down.current.y)];
    if (right > SWIPE && lower < right / 2 && pointerType !== "mouse") return openMenu(card);
    const before = last.current;
    last.current = { at, x, y };
    if (at - before.at > WITHIN || Math.hypot(x - before.x, y - before.y) > NEAR || !me.value) return;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    burst.value = { x: x - box.left, y: y - box.top, key: at };
    last.current.at = 0;
    void quietly(like(card.secret));
  };
  return (
    <div class="touches" onPointerDown={({ clientX: x, clientY: y }) => (down.current = { x, y })} onPointerUp={up}>
      {children}
      {burst.value && (
        <svg key={burst.value.key} class="burst" viewBox="0 0 24 24" aria-hidden="true" style={{ left: `${burst.value.x}px`, top: `${burst.value.y}px` }}>
          <path d="M12 20.3C5.5 15.6 3 12.5 3 9.2 3 6.3 5.2 4.3 7.7 4.3c1.8 0 3.4 1 4.3 2.6.9-1.6 2.5-2.6 4.3-2.6 2.5 0 4.7 2 4.7 4.9 0 3.3-2.5 6.4-9 11.100z" />
        </svg>
      )}
    </div>
  );
}
