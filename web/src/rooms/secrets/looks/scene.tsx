import type { ComponentType } from "preact";

import { type Chance, chanceOf } from "./chance";
import { Blossom, Petals, Pines, Waves } from "./grounds";
import { PALETTES, type Palette, partsOf, type Texture } from "./looks";
import { HEIGHT, WIDTH } from "./shapes";
import { Dunes, Rain, Ridges, Roofs } from "./skies";

export interface Drawing {
  chance: Chance;
  tones: Palette;
}

const DRAWN: Record<Texture, ComponentType<Drawing>> = {
  roofs: Roofs, ridges: Ridges, waves: Waves, pines: Pines, blossom: Blossom, dunes: Dunes, petals: Petals, rain: Rain,
};

/** A background drawn by code. Each seed (a secret's id) has a view of its own. */
export function Scene({ look, seed }: { look: string; seed: string }) {
  const { colour, texture } = partsOf(look);
  const tones = PALETTES[colour];
  const [top, middle, bottom] = tones.sky;
  const chance = chanceOf(seed);
  const turned = chance() < 0.5 ? `translate(${WIDTH} 0) scale(-1 1)` : undefined;
  const Drawn = DRAWN[texture];
  return (
    <div class="scene" style={{ background: `linear-gradient(${top}, ${middle} 55%, ${bottom})` }}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="xMidYMax slice" aria-hidden="true">
        <g transform={turned}>
          <Drawn chance={chance} tones={tones} />
        </g>
      </svg>
    </div>
  );
}
