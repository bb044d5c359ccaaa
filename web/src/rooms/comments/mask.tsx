import { DRAWN } from "./creatures";
import { type Colour, maskName, maskOf } from "./masks";

const LIGHT = "#fff6e8";

/** The face of a comment, drawn by code; its name is what a screen reader says. */
export function Mask({ index, size = 44 }: { index: number; size?: number }) {
  const { creature, colour, scarf } = maskOf(index);
  const Face = DRAWN[creature];
  const name = maskName(index);
  return (
    <svg class="mask" viewBox="0 0 48 48" width={size} height={size} role="img" aria-label={name}>
      <circle cx="24" cy="24" r="24" fill={colour.ground} />
      <g transform={scarf ? "translate(4.8 1.4) scale(.8)" : "translate(3.4 3.2) scale(.86)"}>
        <Face fur={colour.fur} shade={colour.shade} light={LIGHT} />
      </g>
      {scarf && <Scarf colour={colour} />}
      {scarf && <circle cx="24" cy="24" r="22.4" fill="none" stroke={colour.fur} stroke-width="3.2" />}
    </svg>
  );
}

function Scarf({ colour }: { colour: Colour }) {
  return (
    <g stroke={colour.ground} stroke-width="1.4" stroke-linejoin="round">
      <path d="M26 39l5.5-1.5 1.8 6-6 1.500z" fill={LIGHT} />
      <path d="M11 31.500c7.5 4.5 18.5 4.5 26 0 1.5 1.8 2 4 1.5 6-8.5 5-20.5 5-29 0-.5-2 0-4.2 1.5-6z" fill={LIGHT} />
      <path d="M16 34l-1.2 5.800M24 35v6M32 34l1.2 5.8" stroke={colour.shade} stroke-width="2.8" />
    </g>
  );
}
