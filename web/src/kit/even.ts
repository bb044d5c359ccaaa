/**
 * Lengths that say nothing. TLS hides what is sent and not how much of it, and what was told is read by
 * others later: so somebody in the same network would find its writer by the length of the request.
 */
import { utf8 } from "./bytes";

const STEP = 4096; // bytes: nearly all that is told, answered or taken back is shorter
const PHOTO_STEP = 256 * 1024;

/** With spaces behind it, which JSON allows. */
export function evenJson(json: string): string {
  return json + " ".repeat(missing(utf8(json).length, STEP));
}

/** With zeros behind it, which decoders of pictures do not read. */
export function evenPhoto(photo: Blob): Blob {
  const zeros = new Uint8Array(missing(photo.size, PHOTO_STEP));
  return new Blob([photo, zeros], { type: photo.type });
}

function missing(length: number, step: number): number {
  return Math.ceil(length / step) * step - length;
}
