/** Reads address books beside the page, so that it does not freeze, and only when one is chosen. */
import { Problem } from "../../../kit/api";
import { script } from "../../../kit/scripts";
import type { Read } from "./read";
import type { Answer } from "./reading.worker";
import address from "./reading.worker.ts?worker&url";

export type { Read } from "./read";

/** Of several files together. Raises Problem file-unread. */
export async function read(files: readonly File[]): Promise<Read> {
  const worker = new Worker(script(address), { type: "module" });
  try {
    const answer = await answerOf(worker, files);
    if (answer) return answer;
  } finally {
    worker.terminate(); // with all that it has seen
  }
  throw new Problem("file-unread");
}

function answerOf(worker: Worker, files: readonly File[]): Promise<Answer> {
  return new Promise((resolve) => {
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => resolve(data));
    worker.addEventListener("error", () => resolve(null));
    worker.postMessage(files);
  });
}
