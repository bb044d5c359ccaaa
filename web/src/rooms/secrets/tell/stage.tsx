import { useEffect, useMemo, useRef } from "preact/hooks";

import { t } from "../../../words";
import { languageOf, sizeOf } from "../lettering";
import { COLOURS, look, type Look, partsOf } from "../looks/looks";
import { Scene } from "../looks/scene";
import { Photo } from "../photo";
import { change, type Draft, write } from "./draft";

const SWIPE = 60; // pixels

/** The next colour or the one before, around the end; the texture stays. */
export function nextLook(now: Look, step: 1 | -1): Look {
  const { colour, texture } = partsOf(now);
  return look(COLOURS[(COLOURS.indexOf(colour) + step + COLOURS.length) % COLOURS.length]!, texture);
}

/** The card as it will look, written in directly. Swiping changes its colour. */
export function Stage({ draft, placeholder }: { draft: Draft; placeholder: string }) {
  const from = useRef({ x: 0, y: 0 });
  const swiped = ({ clientX, clientY }: PointerEvent) => {
    const [x, y] = [clientX - from.current.x, clientY - from.current.y];
    if (draft.photo || Math.abs(x) < SWIPE || Math.abs(y) > Math.abs(x) / 2) return;
    change({ look: nextLook(draft.look, x < 0 ? 1 : -1), picked: true });
  };
  return (
    <div
      class="card stage"
      onPointerDown={({ clientX: x, clientY: y }) => (from.current = { x, y })}
      onPointerUp={swiped}
    >
      {draft.photo ? <Preview photo={draft.photo} /> : <Scene look={draft.look} seed="stage" />}
      <Writing text={draft.text} placeholder={placeholder} />
    </div>
  );
}

/** The text area grows with its words: an unseen copy of them behind it gives the height. */
function Writing({ text, placeholder }: { text: string; placeholder: string }) {
  const shown = text || placeholder;
  return (
    <div class={`grow words words-${sizeOf(shown)}`} data-text={`${shown}\n`} lang={languageOf(shown)}>
      <textarea
        dir="auto"
        rows={1}
        aria-label={t("tell.text")}
        aria-describedby="count"
        placeholder={placeholder}
        value={text}
        onInput={({ currentTarget }) => write(currentTarget.value)}
      />
    </div>
  );
}

function Preview({ photo }: { photo: Blob }) {
  const src = useMemo(() => URL.createObjectURL(photo), [photo]);
  useEffect(() => () => URL.revokeObjectURL(src), [src]);
  return <Photo src={src} label={t("card.photo")} />;
}
