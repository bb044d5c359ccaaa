import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { nameOf } from "../../../kit/api";
import { type Tone, toned } from "../../../kit/tone";
import { Trouble } from "../../../kit/trouble";
import { t } from "../../../words";
import { FacesLine } from "./care/faces-line";
import { change } from "./draft";

const PARTS = [
  { part: "light", word: "tell.light", min: -1 },
  { part: "blur", word: "tell.blur", min: 0 },
] as const;

const FACELESS = 1; // nothing less takes a face that fills a quarter of the photo; what is left glows

interface PhotoToneProps {
  /** As it would be sent. */
  photo: Blob | null;
  original: Blob;
  tone: Tone;
}

/** How light and how soft the photo is. It is changed in its pixels before it leaves the device. */
export function PhotoTone({ photo, original, tone }: PhotoToneProps) {
  const problem = useSignal<string | null>(null);
  const wanted = useRef(tone);
  const set = async (part: keyof Tone, value: number) => {
    const mine = (wanted.current = { ...wanted.current, [part]: value });
    change({ tone: mine });
    const photo = await toned(original, mine);
    if (mine === wanted.current) change({ photo }); // a later one is being drawn otherwise
  };
  const fails = (error: unknown) => void (problem.value = nameOf(error));
  return (
    <div class="photo-tone">
      {photo && <FacesLine photo={photo} onBlur={() => void set("blur", FACELESS).catch(fails)} />}
      {PARTS.map(({ part, word, min }) => (
        <label key={part}>
          <span>{t(word)}</span>
          <input
            type="range"
            min={min}
            max={1}
            step={0.1}
            value={tone[part]}
            onInput={({ currentTarget }) => void set(part, Number(currentTarget.value)).catch(fails)}
          />
        </label>
      ))}
      <Trouble of={problem.value} />
    </div>
  );
}
