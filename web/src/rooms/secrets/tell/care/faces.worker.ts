/** Counts the faces that look out of a photo: comparisons of brightness, learnt once, nothing of a network. */
import { cascade, ccv } from "virtual:faces";

const LOOKS = 2; // that agree: one alone is often a leaf or a window

// It asks a document for its canvases; a worker has none.
(globalThis as unknown as { document: object }).document = { createElement: () => new OffscreenCanvas(1, 1) };

function count(picture: ImageBitmap): number {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d")!.drawImage(picture, 0, 0);
  const found = ccv.detect_objects({ canvas: ccv.grayscale(canvas), cascade, interval: 4, min_neighbors: LOOKS });
  return found.length;
}

addEventListener("message", ({ data }: MessageEvent<ImageBitmap>) => postMessage(count(data)));
