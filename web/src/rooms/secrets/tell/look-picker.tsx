import type { ComponentChildren } from "preact";

import { type Plain, t } from "../../../words";
import { type Colour, COLOURS, look, type Look, PALETTES, partsOf, type Texture, TEXTURES } from "../looks/looks";
import { Scene } from "../looks/scene";
import { change } from "./draft";

/** A row of colours and a row of textures; arrow keys move within each, as among any radio buttons. */
export function LookPicker({ chosen }: { chosen: Look }) {
  const { colour, texture } = partsOf(chosen);
  return (
    <div class="look-picker">
      <fieldset class="looks">
        <legend class="unseen">{t("tell.colours")}</legend>
        {COLOURS.map((one) => (
          <Swatch key={one} row="colour" name={one} checked={one === colour} onPick={() => change({ look: look(one, texture), picked: true })}>
            <span class="swatch" style={{ background: skyOf(one) }} />
          </Swatch>
        ))}
      </fieldset>
      <fieldset class="looks">
        <legend class="unseen">{t("tell.textures")}</legend>
        {TEXTURES.map((one) => (
          <Swatch key={one} row="texture" name={one} checked={one === texture} onPick={() => change({ look: look(colour, one), picked: true })}>
            <span class="swatch drawn">
              <Scene look={look(colour, one)} seed="stage" />
            </span>
          </Swatch>
        ))}
      </fieldset>
    </div>
  );
}

const skyOf = (colour: Colour) => `linear-gradient(160deg, ${PALETTES[colour].sky.join(", ")})`;

interface SwatchProps {
  row: "colour" | "texture";
  name: Colour | Texture;
  checked: boolean;
  onPick: () => void;
  children: ComponentChildren;
}

function Swatch({ row, name, checked, onPick, children }: SwatchProps) {
  return (
    <label class="look">
      <input class="unseen" type="radio" name={row} checked={checked} onChange={onPick} />
      {children}
      <span class="look-name">{t(`${row}.${name}` as Plain)}</span>
    </label>
  );
}
