/** Makes a photo small before it leaves the device; drawing it anew also leaves its metadata here. */
import { Problem } from "./api";

const LONGEST = 2048; // pixels of the longer side
const TYPES = new Set(["image/jpeg", "image/png", "image/webp"]);

export async function preparePhoto(file: Blob): Promise<Blob> {
  if (!TYPES.has(file.type)) throw new Problem("photo-unreadable");
  const picture = await readPicture(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return encoded(canvas);
}

export async function readPicture(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new Problem("photo-unreadable");
  }
}

export function encoded(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Problem("photo-unreadable")));
    canvas.toBlob(done, "image/jpeg", 0.88);
  });
}
