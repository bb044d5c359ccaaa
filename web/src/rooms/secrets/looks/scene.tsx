import type { ComponentType } from "preact";

import { type Chance, chanceOf } from "./chance";
import { Moss, Plum, Rose, Sea } from "./grounds";
import { type Look, lookOf, SKIES } from "./looks";
import { HEIGHT, WIDTH } from "./shapes";
import { Dawn, Night, Sand, Slate } from "./skies";

const DRAWN: Record<Look, ComponentType<{ chance: Chance }>> = {
  dawn: Dawn, sea: Sea, moss: Moss, plum: Plum, sand: Sand, night: Night, rose: Rose, slate: Slate,
};

/** A background drawn by code. Each seed (a secret's id) has a view of its own. */
export function Scene({ look: name, seed }: { look: string; seed: string }) {
  const look = lookOf(name);
  const Drawn = DRAWN[look];
  const [top, middle, bottom] = SKIES[look];
  const chance = chanceOf(seed);
  const turned = chance() < 0.5 ? `translate(${WIDTH} 0) scale(-1 1)` : undefined;
  return (
    <div class="scene" style={{ background: `linear-gradient(${top}, ${middle} 55%, ${bottom})` }}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="xMidYMax slice" aria-hidden="true">
        <g transform={turned}>
          <Drawn chance={chance} />
        </g>
      </svg>
    </div>
  );
}
