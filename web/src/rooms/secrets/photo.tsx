import { useSignal } from "@preact/signals";

import { LID, scrimFor } from "./scrim";

// Pixels of the longer side, as the server has them. That one counts, since a card is covered whole.
const SIDES = { small: 640, middle: 1080, large: 1600 };
// Pixels of a photo for one of the page: no finer, since it lies under a scrim and words.
const [FINE, SPARING] = [1.5, 0.4];

type Connected = Navigator & { connection?: { saveData?: boolean } };

/** Of which sizes the browser may choose, and what to choose by: the screen's height, not the photo. */
function sized(address: string) {
  const srcset = Object.entries(SIDES).map(([size, side]) => `${address}?size=${size} ${side}w`);
  const fine = (navigator as Connected).connection?.saveData ? SPARING : FINE;
  return { srcset: srcset.join(", "), sizes: `calc(100svh * ${Math.min(1, fine / devicePixelRatio)})` };
}

/** A photo behind words, as dark as it must be for them to be read; `kept`: by the server, in sizes. */
export function Photo({ src, label, kept }: { src: string; label: string; kept?: boolean }) {
  const scrim = useSignal(scrimFor(255));
  const shown = useSignal(false);
  const measure = ({ currentTarget: image }: { currentTarget: HTMLImageElement }) => {
    scrim.value = scrimFor(brightest(image));
    shown.value = true;
  };
  return (
    <div class={`scene photo ${shown.value ? "shown" : ""}`}>
      <img {...(kept && sized(src))} src={src} alt={label} loading="lazy" decoding="async" onLoad={measure} />
      <div class="scrim" style={{ background: `rgb(8 6 12 / ${scrim.value})` }} />
      <div class="scrim lid" style={{ background: LID }} />
    </div>
  );
}

const SAMPLE = 24;

/** The brightest patch of a picture, 0..255. */
export function brightest(image: HTMLImageElement): number {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [SAMPLE, SAMPLE];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return 255;
  pen.drawImage(image, 0, 0, SAMPLE, SAMPLE);
  const { data } = pen.getImageData(0, 0, SAMPLE, SAMPLE);
  let most = 0;
  for (let at = 0; at < data.length; at += 4) {
    most = Math.max(most, data[at]! * 0.2126 + data[at + 1]! * 0.7152 + data[at + 2]! * 0.0722);
  }
  return most;
}
