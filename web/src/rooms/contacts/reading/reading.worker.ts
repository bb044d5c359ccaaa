import { type Read, readFiles } from "./read";

/** The numbers, or null when the device would not give a file's bytes. */
export type Answer = Read | null;

addEventListener("message", async ({ data }: MessageEvent<File[]>) => {
  postMessage(await readFiles(data).catch(() => null));
});
