import { between, type Chance, many } from "./chance";
import { hills, soft, stars } from "./shapes";

/** Ridges in front of a sun that is not up yet. */
export function Dawn({ chance }: { chance: Chance }) {
  const x = between(chance, 90, 310);
  return (
    <>
      <circle cx={x} cy="545" r="190" fill="#a35a3c" opacity=".35" />
      <circle cx={x} cy="545" r="120" fill="#a95635" opacity=".55" />
      <circle cx={x} cy="545" r="62" fill="#ab5c31" />
      <path d={hills(chance, 545, 34, 5)} fill="#6b2f52" />
      <path d={hills(chance, 590, 30, 6)} fill="#4b2350" />
      <path d={hills(chance, 640, 24, 4)} fill="#2c1a41" />
      {many(3, () => <Bird x={x + between(chance, -110, 110)} y={between(chance, 84, 150)} />)}
    </>
  );
}

function Bird({ x, y }: { x: number; y: number }) {
  return <path d={`M${x} ${y}q5-6 9 0q4-6 9 0`} fill="none" stroke="#7d4a78" stroke-width="2" stroke-linecap="round" />;
}

const STARS = [
  { count: 60, width: 1.4 },
  { count: 24, width: 2.2 },
  { count: 6, width: 3.6 },
];

/** A moon, stars and a row of roofs where somebody is still awake. */
export function Night({ chance }: { chance: Chance }) {
  const x = between(chance, 250, 330);
  const y = between(chance, 112, 165);
  return (
    <>
      {STARS.map(({ count, width }) => (
        <path d={stars(chance, count, 560)} stroke="#6e6d99" stroke-width={width} stroke-linecap="round" />
      ))}
      <path d={`M${x} ${y - 34}a34 34 0 1 0 32 46a27 27 0 1 1-32-46z`} fill="#6b6a96" />
      <path d={hills(chance, 560, 26, 5)} fill="#23244f" />
      <Roofs chance={chance} />
    </>
  );
}

function Roofs({ chance }: { chance: Chance }) {
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
            <path d={`M${left - 4} ${top}l${width / 2 + 4} ${-width * 0.36}l${width / 2 + 4} ${width * 0.36}V700H${left - 4}z`} fill="#12132f" />
            {lit && <rect x={left + width / 2 - 6} y={top + 10} width="12" height="15" rx="1.5" fill="#97611f" />}
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
export function Slate({ chance }: { chance: Chance }) {
  return (
    <>
      <path d={hills(chance, 560, 40, 4)} fill="#3a4752" />
      <path d={hills(chance, 620, 28, 5)} fill="#26313b" />
      <g stroke="#657480" stroke-width="1.4" stroke-linecap="round">
        {[0.3, 0.5, 0.8].map((opacity) => (
          <path d={many(16, () => drop(chance)).join("")} opacity={opacity} />
        ))}
      </g>
      {many(5, () => (
        <ellipse cx={between(chance, 20, 380)} cy={between(chance, 645, 690)} rx={between(chance, 16, 38)} ry="5" fill="none" stroke="#5c6b77" stroke-width="1.4" />
      ))}
    </>
  );
}

/** Dunes with a lit edge. */
export function Sand({ chance }: { chance: Chance }) {
  return (
    <>
      <circle cx={between(chance, 70, 330)} cy={between(chance, 90, 150)} r="38" fill="#8a5c45" />
      {["#7d5230", "#6a4229", "#513122", "#39221b"].map((fill, index) => {
        const y = 470 + index * 62;
        const [left, peak, right] = [between(chance, -20, 30), between(chance, 90, 310), between(chance, -20, 40)];
        const edge = soft([[-80, y + left], [peak - 90, y + 20], [peak, y - 56], [peak + 110, y + 16], [480, y + right], [520, y + right]]);
        return (
          <>
            <path d={`${edge}V700H-80Z`} fill={fill} />
            <path d={edge} fill="none" stroke="#926a42" stroke-width="1.6" opacity=".55" />
          </>
        );
      })}
    </>
  );
}
