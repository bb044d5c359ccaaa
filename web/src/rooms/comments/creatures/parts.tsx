import type { ComponentChildren } from "preact";

/** The few colours a creature is painted with. */
export interface Paint {
  readonly fur: string;
  readonly shade: string;
  readonly light: string;
}

export const INK = "#1c1620";

/** The right half of a face is its left half, mirrored. */
export function Both({ children }: { children: ComponentChildren }) {
  return (
    <>
      {children}
      <g transform="translate(48 0) scale(-1 1)">{children}</g>
    </>
  );
}

export function Eyes({ x = 17.5, y = 24, r = 2.2 }: { x?: number; y?: number; r?: number }) {
  return (
    <>
      <Both>
        <circle cx={x} cy={y} r={r} fill={INK} />
      </Both>
      <circle cx={x + 0.7} cy={y - 0.8} r={r * 0.34} fill="#fff" />
      <circle cx={48 - x + 0.7} cy={y - 0.8} r={r * 0.34} fill="#fff" />
    </>
  );
}

/** A small smile below the nose. */
export function Smile({ y = 33, width = 3 }: { y?: number; width?: number }) {
  const path = `M${24 - width} ${y}q${width / 2} 2.4 ${width} 0q${width / 2} 2.4 ${width} 0`;
  return <path d={path} fill="none" stroke={INK} stroke-width="1.3" stroke-linecap="round" />;
}
