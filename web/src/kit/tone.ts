/** A photo darker, lighter or softer: in its pixels, on the device, so that nobody can undo it. */
import { encoded, readPicture } from "./photo";

export interface Tone {
  /** From -1, much darker, to 1, much lighter. */
  light: number;
  /** From 0 to 1. */
  blur: number;
}

export const PLAIN: Tone = { light: 0, blur: 0 };

const LEAST = 12; // pixels of the shorter side that are left of a photo at its softest

/** The photo in another tone, as a file anew. Raises Problem. */
export async function toned(photo: Blob, { light, blur }: Tone): Promise<Blob> {
  const picture = await readPicture(photo);
  const canvas = sized(picture.width, picture.height);
  const pen = canvas.getContext("2d")!;
  soften(pen, picture, blur);
  picture.close();
  pen.globalCompositeOperation = light < 0 ? "source-over" : "soft-light";
  pen.fillStyle = light < 0 ? `rgb(0 0 0 / ${-light * 0.75})` : `rgb(255 255 255 / ${light})`;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  return encoded(canvas);
}

function sized(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))];
  return canvas;
}

// Drawn small and large again: what a face was is gone from the pixels. Filters of a canvas are
// not known to every phone.
function soften(pen: CanvasRenderingContext2D, picture: ImageBitmap, blur: number): void {
  const { width, height } = pen.canvas;
  const least = Math.min(1, LEAST / Math.min(width, height));
  const scale = least ** blur;
  const small = sized(width * scale, height * scale);
  let from: CanvasImageSource = picture;
  let [w, h] = [width, height];
  while (w / 2 > small.width) {
    [w, h] = [w / 2, h / 2];
    from = drawn(from, w, h); // by halves, or smoothing leaves grain
  }
  while (from !== picture && w < width) {
    [w, h] = [Math.min(width, w * 2), Math.min(height, h * 2)];
    from = drawn(from, w, h);
  }
  pen.imageSmoothingQuality = "high";
  pen.drawImage(blur > 0 ? from : picture, 0, 0, width, height);
}

function drawn(from: CanvasImageSource, width: number, height: number): HTMLCanvasElement {
  const canvas = sized(width, height);
  const pen = canvas.getContext("2d")!;
  pen.imageSmoothingQuality = "high";
  pen.drawImage(from, 0, 0, canvas.width, canvas.height);
  return canvas;
}
