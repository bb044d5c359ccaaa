/** Writes the service worker beside the page: every file that the build made, under its version. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Plugin } from "vite";

/** Large, and for a photo that somebody chooses: who chooses none does not pay for it. */
const SELDOM = /\bfaces\.worker-/;

export function shell(): Plugin {
  let [folder, source] = ["", ""];
  return {
    name: "mimi-shell",
    apply: "build",
    configResolved({ root, build }) {
      [folder, source] = [resolve(root, build.outDir), resolve(root, "sw.js")];
    },
    closeBundle() {
      const files = filesOf(folder);
      const sum = createHash("sha256");
      for (const file of files) sum.update(file).update(readFileSync(join(folder, file)));
      const addresses = files.map((file) => (file === "index.html" ? "/" : `/page/${file}`));
      const worker = readFileSync(source, "utf8")
        .replace("%VERSION%", sum.digest("hex").slice(0, 16))
        .replace('"%FILES%"', JSON.stringify(addresses));
      writeFileSync(join(folder, "sw.js"), worker);
    },
  };
}

function filesOf(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = all.filter((one) => one.isFile()).map((one) => relative(folder, join(one.parentPath, one.name)));
  return files.filter((file) => !file.startsWith(".") && file !== "sw.js" && !SELDOM.test(file)).sort();
}
