/** Traditional characters with the simplified ones they are read as, one for one, as one string of pairs. */
import TABLE from "opencc-js/dict/TSCharacters";
import type { Plugin } from "vite";

const ASKED = "virtual:simplified";

export function simplified(): Plugin {
  return {
    name: "simplified",
    resolveId: (id) => (id === ASKED ? `\0${id}` : null),
    load: (id) => (id === `\0${ASKED}` ? `export default ${JSON.stringify(pairs())}` : null),
  };
}

/** Those of one unit each, so that nothing moves in a text that is read so. */
function pairs(): string {
  const all = TABLE.split("|").map((line) => line.split(" "));
  return all.flatMap(([from, to]) => (from!.length + to!.length === 2 && from !== to ? [from! + to!] : [])).join("");
}
