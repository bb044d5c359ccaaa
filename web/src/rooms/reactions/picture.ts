/** Passes a public secret on as a picture: to another app, else into the device's files. */
import type { Card } from "../../kit/types";
import { t } from "../../words";
import { pictureOf } from "../secrets/picture/draw";

/** What to say afterwards; null when another app took over, or the member gave up. Raises Problem. */
export async function passAsPicture(card: Card): Promise<string | null> {
  const file = await pictureOf(card);
  if (!navigator.canShare?.({ files: [file] })) return save(file);
  try {
    await navigator.share({ files: [file] });
    return null;
  } catch (error) {
    return (error as Error).name === "AbortError" ? null : save(file);
  }
}

function save(file: File): string {
  const link = document.createElement("a");
  [link.href, link.download] = [URL.createObjectURL(file), file.name];
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // not before it is written
  return t("picture.saved");
}
