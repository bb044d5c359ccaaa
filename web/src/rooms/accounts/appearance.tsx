import { useId } from "preact/hooks";
import { choose, counts, motion, photos, textSize, theme } from "../../kit/preferences";
import { Frame } from "../../kit/screen";
import { type PlainKey, t } from "../../words";

/** Light or dark, the size of letters, how much moves, what is shown. */
export function Appearance() {
  return (
    <Frame title={t("settings.appearance")} up="/settings">
      <Choice of={theme} title="theme" names={{ system: "theme.system", light: "theme.light", dark: "theme.dark" }} />
      <Choice
        of={textSize}
        title="text-size"
        names={{ usual: "text-size.usual", large: "text-size.large", larger: "text-size.larger" }}
      />
      <Choice of={motion} title="motion" names={{ system: "motion.system", less: "motion.less" }} />
      <Choice of={photos} title="photos" names={{ all: "photos.all", asked: "photos.asked" }} />
      <Choice of={counts} title="counts" names={{ shown: "counts.shown", hidden: "counts.hidden" }} />
      <p class="hint">{t("appearance.here")}</p>
    </Frame>
  );
}

interface ChoiceProps<One extends string> {
  of: Parameters<typeof choose<One>>[0];
  title: PlainKey;
  names: Record<One, PlainKey>;
}

function Choice<One extends string>({ of, title, names }: ChoiceProps<One>) {
  const name = useId();
  const words: Record<string, PlainKey> = names;
  return (
    <fieldset class="stack tight">
      <legend>{t(title)}</legend>
      {of.choices.map((one) => (
        <label class="choice">
          <input type="radio" name={name} checked={of.chosen.value === one} onChange={() => choose(of, one)} />
          <b>{t(words[one]!)}</b>
        </label>
      ))}
    </fieldset>
  );
}
