import { between, many } from "./chance";
import type { Drawing } from "./scene";
import { HEIGHT, hills, wave } from "./shapes";

/** Long swells under a low moon. */
export function Waves({ chance, tones }: Drawing) {
  const x = between(chance, 90, 310);
  return (
    <>
      <circle cx={x} cy="120" r="44" fill={tones.glow} opacity=".35" />
      <circle cx={x} cy="120" r="30" fill={tones.glow} />
      {many(9, (index) => {
        const y = 330 + index * 42;
        const height = 8 + index * 2.2;
        const d = wave(chance, y, height, 120 + index * 22);
        return (
          <>
            <path d={`${d}V${HEIGHT}H-900Z`} fill={tones.near} opacity=".22" />
            <path d={d} fill="none" stroke={tones.line} stroke-width="1.5" opacity={0.22 + index * 0.05} />
          </>
        );
      })}
    </>
  );
}

const ROWS = [
  { y: 500, size: 46, tone: "far" },
  { y: 570, size: 66, tone: "middle" },
  { y: 650, size: 92, tone: "near" },
] as const;

/** A wood in three distances, with fireflies. */
export function Pines({ chance, tones }: Drawing) {
  return (
    <>
      {many(16, () => (
        <circle cx={between(chance, 0, 400)} cy={between(chance, 60, 470)} r={between(chance, 1, 2.4)} fill={tones.lamp} opacity={between(chance, 0.4, 0.9)} />
      ))}
      {ROWS.map(({ y, size, tone }) => (
        <g fill={tones[tone]}>
          <path d={hills(chance, y + size * 0.5, 14, 5)} />
          {many(Math.round(560 / size), (index) => (
            <Pine x={-20 + index * size * 0.8 + between(chance, -10, 10)} y={y + size * 0.7} size={size * between(chance, 0.8, 1.4)} />
          ))}
        </g>
      ))}
    </>
  );
}

function Pine({ x, y, size }: { x: number; y: number; size: number }) {
  const tier = (from: number, width: number) =>
    `M${x} ${y - size * (from + 0.55)}L${x + size * width} ${y - size * from}H${x - size * width}Z`;
  return <path d={tier(0.95, 0.18) + tier(0.55, 0.26) + tier(0.15, 0.34) + tier(-0.3, 0.4)} />;
}

const TWIGS = [[395, 60, 300, 95], [330, 86, 250, 60], [352, 78, 330, 150], [290, 98, 200, 128], [400, 610, 270, 640], [330, 626, 230, 600], [270, 640, 160, 668]] as const;

/** A branch in blossom. */
export function Blossom({ chance, tones }: Drawing) {
  const high = between(chance, -14, 14);
  const flower = (x: number, y: number, least: number, most: number) => (
    <Flower x={x} y={y} size={between(chance, least, most)} turn={between(chance, 0, 72)} petal={tones.glow} heart={tones.near} />
  );
  return (
    <>
      <g stroke={tones.far} fill="none" stroke-linecap="round" transform={`translate(0 ${high})`}>
        {TWIGS.map(([x, y, toX, toY], index) => (
          <path d={`M${x} ${y}Q${(x + toX) / 2} ${(y + toY) / 2 - 14} ${toX} ${toY}`} stroke-width={7 - (index % 4)} />
        ))}
        {TWIGS.map(([, , x, y]) => flower(x, y, 11, 17))}
        {TWIGS.map(([x, y, toX, toY]) => flower((x + toX) / 2 + between(chance, -14, 14), (y + toY) / 2 - 14, 6, 11))}
      </g>
      {many(9, () => (
        <ellipse cx={between(chance, 10, 390)} cy={between(chance, 170, 580)} rx="5" ry="3" fill={tones.glow} opacity=".75" transform={`rotate(${between(chance, -12, 12)})`} />
      ))}
    </>
  );
}

interface FlowerProps {
  x: number;
  y: number;
  size: number;
  turn: number;
  petal: string;
  heart: string;
}

function Flower({ x, y, size, turn, petal, heart }: FlowerProps) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn}) scale(${size / 10})`} stroke="none">
      {many(5, (at) => <circle cx="0" cy="-6" r="5.2" fill={petal} transform={`rotate(${at * 72})`} />)}
      <circle r="3" fill={heart} />
    </g>
  );
}

const RINGS = [250, 200, 152, 108, 68, 36];

/** One great flower, opening from a corner. */
export function Petals({ chance, tones }: Drawing) {
  const x = between(chance, 250, 360);
  const y = between(chance, 590, 660);
  const turn = between(chance, 0, 60);
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn})`}>
      {RINGS.map((r, ring) =>
        many(ring > 3 ? 3 : 5, (petal) => (
          <ellipse cx="0" cy={-r * 0.46} rx={r * 0.5} ry={r * 0.54} transform={`rotate(${petal * (ring > 3 ? 120 : 72) + ring * 31})`} fill={ring % 2 ? tones.far : tones.middle} stroke={tones.line} stroke-width="1.5" opacity={0.5 + ring * 0.08} />
        )),
      )}
    </g>
  );
}
