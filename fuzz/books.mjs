/**
 * Address books (vCard and CSV), which the page reads: `node fuzz/books.mjs [options] FOLDER`, with
 * those of libFuzzer's options that one.py is given too.
 *
 * V8 counts which blocks of the reading ran; an input that made a block run, or run more often by a
 * power of two, is kept and changed further. Jazzer.js, which does it better, asks for a newer C
 * library than Debian 12 has.
 */
import { Session } from "node:inspector";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { changed, chanceOf } from "./changes.mjs";

const READING = fileURLToPath(new URL("../build/fuzz/reading/read.js", import.meta.url));
const options = Object.fromEntries(process.argv.slice(2, -1).map((one) => one.replace(/^-/, "").split("=")));
const folder = process.argv.at(-1);
const most = Number(options.runs ?? Infinity);
const until = Date.now() + 1000 * Number(options.max_total_time ?? Infinity);
const largest = Number(options.max_len ?? 4096);
const chance = chanceOf(Number(options.seed ?? Date.now()));

const { readBytes } = await import(READING);
const session = new Session();
session.connect();

/** Blocks of the reading that ran since it was last asked, each with how often as a power of two. */
function ran() {
  let found = [];
  session.post("Profiler.takePreciseCoverage", (_, { result }) => {
    for (const { url, functions } of result)
      if (url.endsWith("/read.js"))
        found = functions.flatMap(({ ranges }) =>
          ranges.filter(({ count }) => count).map((one) => `${one.startOffset}-${one.endOffset}:${Math.clz32(one.count)}`),
        );
  });
  return found;
}

/** Ends, finds only what may be a number, and the same the second time. */
function tried(bytes) {
  const begins = Date.now();
  const { numbers, unread } = readBytes(bytes);
  if (unread < 0 || numbers.some((one) => !/^\+?\d{6,17}$/.test(one))) throw new Error(`no number: ${numbers}`);
  if (JSON.stringify(readBytes(bytes)) !== JSON.stringify({ numbers, unread })) throw new Error("read otherwise again");
  if (Date.now() - begins > 1000 * Number(options.timeout ?? 10)) throw new Error("too slow");
}

const kept = [];
const known = new Set();
let runs = 0;

function run(bytes) {
  runs++;
  try {
    tried(bytes);
  } catch (error) {
    writeFileSync(`${options.artifact_prefix ?? ""}crash-${nameOf(bytes)}`, bytes);
    console.error(error);
    process.exit(1);
  }
  const fresh = ran().filter((block) => !known.has(block));
  fresh.forEach((block) => known.add(block));
  if (fresh.length) kept.push(bytes);
  return fresh.length > 0;
}

const nameOf = (bytes) => createHash("sha1").update(bytes).digest("hex");

session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
for (const name of readdirSync(folder).sort()) run(new Uint8Array(readFileSync(join(folder, name))).subarray(0, largest));
const begun = kept.length ? kept : [new Uint8Array()];
while (runs < most && Date.now() < until) {
  const bytes = changed(kept.length ? kept : begun, chance, largest);
  if (run(bytes)) writeFileSync(join(folder, nameOf(bytes)), bytes);
}
const blocks = new Set([...known].map((block) => block.split(":")[0])).size;
console.error(`cov: ${blocks} \nDone ${runs} runs`);
