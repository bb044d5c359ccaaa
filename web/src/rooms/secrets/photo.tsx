import { useSignal } from "@preact/signals";

import { LID, scrimFor } from "./scrim";

/** A photo behind words, as dark as it must be for them to be read. */
export function Photo({ src, label }: { src: string; label: string }) {
  const scrim = useSignal(scrimFor(255));
  const shown = useSignal(false);
  const measure = ({ currentTarget: image }: { currentTarget: HTMLImageElement }) => {
    scrim.value = scrimFor(brightest(image));
    shown.value = true;
  };
  return (
    <div class={`scene photo ${shown.value ? "shown" : ""}`}>
      <img src={src} alt={label} loading="lazy" decoding="async" onLoad={measure} />
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
