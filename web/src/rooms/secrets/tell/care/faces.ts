/** How many faces look out of a photo, as far as this device can tell; the photo stays on it. */
import { script } from "../../../../kit/scripts";
import address from "./faces.worker.ts?worker&url";

const LONGEST = 400; // pixels: smaller faces than a twentieth of it are known to nobody

/** 0 where it cannot be told. */
export async function facesIn(photo: Blob): Promise<number> {
  if (typeof OffscreenCanvas === "undefined") return 0;
  const picture = await small(photo);
  const worker = new Worker(script(address), { type: "module" });
  try {
    return await new Promise<number>((resolve, reject) => {
      worker.addEventListener("message", ({ data }: MessageEvent<number>) => resolve(data));
      worker.addEventListener("error", reject);
      worker.postMessage(picture, [picture]);
    });
  } catch {
    return 0; // such as without a network: it helps, and nothing waits for it
  } finally {
    worker.terminate();
  }
}

async function small(photo: Blob): Promise<ImageBitmap> {
  const picture = await createImageBitmap(photo);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const [resizeWidth, resizeHeight] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * scale)));
  const made = await createImageBitmap(picture, { resizeWidth, resizeHeight, resizeQuality: "high" });
  picture.close();
  return made;
}
