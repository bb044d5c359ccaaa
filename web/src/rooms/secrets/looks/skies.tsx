import { between, type Chance, many } from "./chance";
import type { Drawing } from "./scene";
import { hills, soft, stars } from "./shapes";

/** Ridges in front of a sun that is not up yet. */
export function Ridges({ chance, tones }: Drawing) {
  const x = between(chance, 90, 310);
  return (
    <>
      <circle cx={x} cy="545" r="190" fill={tones.glow} opacity=".35" />
      <circle cx={x} cy="545" r="120" fill={tones.glow} opacity=".55" />
      <circle cx={x} cy="545" r="62" fill={tones.glow} />
      <path d={hills(chance, 545, 34, 5)} fill={tones.far} />
      <path d={hills(chance, 590, 30, 6)} fill={tones.middle} />
      <path d={hills(chance, 640, 24, 4)} fill={tones.near} />
      <path d={many(3, () => bird(x + between(chance, -110, 110), between(chance, 84, 150))).join("")} fill="none" stroke={tones.line} stroke-width="2" stroke-linecap="round" />
    </>
  );
}

const bird = (x: number, y: number) => `M${x} ${y}q5-6 9 0q4-6 9 0`;

const STARS = [
  { count: 60, width: 1.4 },
  { count: 24, width: 2.2 },
  { count: 6, width: 3.6 },
];

/** A moon, stars and a row of roofs where somebody is still awake. */
export function Roofs({ chance, tones }: Drawing) {
  const x = between(chance, 250, 330);
  const y = between(chance, 112, 165);
  return (
    <>
      {STARS.map(({ count, width }) => (
        <path d={stars(chance, count, 560)} stroke={tones.line} stroke-width={width} stroke-linecap="round" />
      ))}
      <path d={`M${x} ${y - 34}a34 34 0 1 0 32 46a27 27 0 1 1-32-46z`} fill={tones.line} />
      <path d={hills(chance, 560, 26, 5)} fill={tones.far} />
      <Houses chance={chance} tones={tones} />
    </>
  );
}

function Houses({ chance, tones }: Drawing) {
  let x = -30;
  return (
    <>
      {many(9, (index) => {
        const width = between(chance, 44, 70);
        const top = between(chance, 596, 640);
        const left = (x += width) - width;
        const lit = index % 4 === 2;
        return (
          <>
            <path d={`M${left - 4} ${top}l${width / 2 + 4} ${-width * 0.36}l${width / 2 + 4} ${width * 0.36}V700H${left - 4}z`} fill={tones.near} />
            {lit && <rect x={left + width / 2 - 6} y={top + 10} width="12" height="15" rx="1.5" fill={tones.lamp} />}
          </>
        );
      })}
    </>
  );
}

function drop(chance: Chance): string {
  const length = Math.round(between(chance, 14, 44));
  const [x, y] = [Math.round(between(chance, -40, 420)), Math.round(between(chance, -20, 680))];
  return `M${x} ${y}l${-length / 4} ${length}`;
}

/** Rain on a window at dusk. */
export function Rain({ chance, tones }: Drawing) {
  return (
    <>
      <path d={hills(chance, 560, 40, 4)} fill={tones.far} />
      <path d={hills(chance, 620, 28, 5)} fill={tones.near} />
      <g stroke={tones.line} stroke-width="1.4" stroke-linecap="round">
        {[0.3, 0.5, 0.8].map((opacity) => (
          <path d={many(16, () => drop(chance)).join("")} opacity={opacity} />
        ))}
      </g>
      {many(5, () => (
        <ellipse cx={between(chance, 20, 380)} cy={between(chance, 645, 690)} rx={between(chance, 16, 38)} ry="5" fill="none" stroke={tones.glow} stroke-width="1.4" />
      ))}
    </>
  );
}

/** Dunes with a lit edge. */
export function Dunes({ chance, tones }: Drawing) {
  return (
    <>
      <circle cx={between(chance, 70, 330)} cy={between(chance, 90, 150)} r="38" fill={tones.glow} />
      {[tones.far, tones.middle, tones.near, tones.sky[0]].map((fill, index) => {
        const y = 470 + index * 62;
        const [left, peak, right] = [between(chance, -20, 30), between(chance, 90, 310), between(chance, -20, 40)];
        const edge = soft([[-80, y + left], [peak - 90, y + 20], [peak, y - 56], [peak + 110, y + 16], [480, y + right], [520, y + right]]);
        return (
          <>
            <path d={`${edge}V700H-80Z`} fill={fill} />
            <path d={edge} fill="none" stroke={tones.line} stroke-width="1.6" opacity=".55" />
          </>
        );
      })}
    </>
  );
}
