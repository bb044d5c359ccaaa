// Packs what the build made, so that the server sends it as it lies: `npm run build` ends with this.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TEXT = /\.(js|css|html|webmanifest|svg)$/;
const SMALL = 500; // bytes that are not worth it

for (const one of readdirSync("dist", { recursive: true, withFileTypes: true })) {
  const file = join(one.parentPath, one.name);
  if (!one.isFile() || !TEXT.test(one.name)) continue;
  const bytes = readFileSync(file);
  if (bytes.length < SMALL) continue;
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
