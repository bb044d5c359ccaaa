import { between, type Chance, many } from "./chance";
import { HEIGHT, hills, wave } from "./shapes";

/** Long swells under a low moon. */
export function Sea({ chance }: { chance: Chance }) {
  const x = between(chance, 90, 310);
  return (
    <>
      <circle cx={x} cy="120" r="44" fill="#3f7688" opacity=".35" />
      <circle cx={x} cy="120" r="30" fill="#457684" />
      {many(9, (index) => {
        const y = 330 + index * 42;
        const height = 8 + index * 2.2;
        const d = wave(chance, y, height, 120 + index * 22);
        return (
          <>
            <path d={`${d}V${HEIGHT}H-900Z`} fill="#0a2b45" opacity=".22" />
            <path d={d} fill="none" stroke="#457881" stroke-width="1.5" opacity={0.22 + index * 0.05} />
          </>
        );
      })}
    </>
  );
}

/** A wood in three distances. */
export function Moss({ chance }: { chance: Chance }) {
  const rows = [
    { y: 500, size: 46, fill: "#2b5239" },
    { y: 570, size: 66, fill: "#1d3d2e" },
    { y: 650, size: 92, fill: "#112a22" },
  ];
  return (
    <>
      {many(16, () => (
        <circle cx={between(chance, 0, 400)} cy={between(chance, 60, 470)} r={between(chance, 1, 2.4)} fill="#697638" opacity={between(chance, 0.4, 0.9)} />
      ))}
      {rows.map(({ y, size, fill }) => (
        <g fill={fill}>
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

/** A branch in blossom. */
export function Plum({ chance }: { chance: Chance }) {
  const high = between(chance, -14, 14);
  const twigs = [[395, 60, 300, 95], [330, 86, 250, 60], [352, 78, 330, 150], [290, 98, 200, 128], [400, 610, 270, 640], [330, 626, 230, 600], [270, 640, 160, 668]] as const;
  return (
    <>
      <g stroke="#5e2a5c" fill="none" stroke-linecap="round" transform={`translate(0 ${high})`}>
        {twigs.map(([x, y, toX, toY], index) => (
          <path d={`M${x} ${y}Q${(x + toX) / 2} ${(y + toY) / 2 - 14} ${toX} ${toY}`} stroke-width={7 - (index % 4)} />
        ))}
        {twigs.map(([, , x, y]) => <Blossom x={x} y={y} size={between(chance, 11, 17)} turn={between(chance, 0, 72)} />)}
        {twigs.map(([x, y, toX, toY]) => (
          <Blossom x={(x + toX) / 2 + between(chance, -14, 14)} y={(y + toY) / 2 - 14} size={between(chance, 6, 11)} turn={between(chance, 0, 72)} />
        ))}
      </g>
      {many(9, () => (
        <ellipse cx={between(chance, 10, 390)} cy={between(chance, 170, 580)} rx="5" ry="3" fill="#97497a" opacity=".75" transform={`rotate(${between(chance, -12, 12)})`} />
      ))}
    </>
  );
}

function Blossom({ x, y, size, turn }: { x: number; y: number; size: number; turn: number }) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn}) scale(${size / 10})`} stroke="none">
      {many(5, (petal) => <circle cx="0" cy="-6" r="5.2" fill="#a8527f" transform={`rotate(${petal * 72})`} />)}
      <circle r="3" fill="#6b234f" />
    </g>
  );
}

/** One great rose, opening from a corner. */
export function Rose({ chance }: { chance: Chance }) {
  const x = between(chance, 250, 360);
  const y = between(chance, 590, 660);
  const turn = between(chance, 0, 60);
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn})`}>
      {[250, 200, 152, 108, 68, 36].map((r, ring) =>
        many(5 - (ring > 3 ? 2 : 0), (petal) => (
          <ellipse cx="0" cy={-r * 0.46} rx={r * 0.5} ry={r * 0.54} transform={`rotate(${petal * (ring > 3 ? 120 : 72) + ring * 31})`} fill={ring % 2 ? "#8a2f48" : "#7a2440"} stroke="#a95563" stroke-width="1.5" opacity={0.5 + ring * 0.08} />
        )),
      )}
    </g>
  );
}
