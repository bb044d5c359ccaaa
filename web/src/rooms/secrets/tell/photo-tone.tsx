import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { nameOf } from "../../../kit/api";
import { type Tone, toned } from "../../../kit/tone";
import { Trouble } from "../../../kit/trouble";
import { t } from "../../../words";
import { change } from "./draft";

const PARTS = [
  { part: "light", word: "tell.light", min: -1 },
  { part: "blur", word: "tell.blur", min: 0 },
] as const;

/** How light and how soft the photo is. It is changed in its pixels before it leaves the device. */
export function PhotoTone({ original, tone }: { original: Blob; tone: Tone }) {
  const problem = useSignal<string | null>(null);
  const wanted = useRef(tone);
  const set = async (part: keyof Tone, value: number) => {
    const mine = (wanted.current = { ...wanted.current, [part]: value });
    change({ tone: mine });
    const photo = await toned(original, mine);
    if (mine === wanted.current) change({ photo }); // a later one is being drawn otherwise
  };
  return (
    <div class="photo-tone">
      {PARTS.map(({ part, word, min }) => (
        <label key={part}>
          <span>{t(word)}</span>
          <input
            type="range"
            min={min}
            max={1}
            step={0.1}
            value={tone[part]}
            onInput={({ currentTarget }) => void set(part, Number(currentTarget.value)).catch((error) => (problem.value = nameOf(error)))}
          />
        </label>
      ))}
      <Trouble of={problem.value} />
    </div>
  );
}
