import { type Plain, t } from "../../../words";
import { LOOKS, type Look, SKIES } from "../looks/looks";
import { change } from "./draft";

const name = (look: Look) => t(`look.${look}` as Plain);

/** One swatch a look; arrow keys move between them, as among any radio buttons. */
export function LookPicker({ chosen }: { chosen: Look }) {
  return (
    <fieldset class="looks">
      <legend class="unseen">{t("tell.looks")}</legend>
      {LOOKS.map((look) => (
        <label key={look} class="look">
          <input class="unseen" type="radio" name="look" checked={look === chosen} onChange={() => change({ look })} />
          <span class="swatch" style={{ background: `linear-gradient(160deg, ${SKIES[look].join(", ")})` }} />
          <span class="look-name">{name(look)}</span>
        </label>
      ))}
    </fieldset>
  );
}
