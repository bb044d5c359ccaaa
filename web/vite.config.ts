import { faces } from "./faces.ts";
import { languages } from "./languages.ts";
import { shell } from "./shell.ts";
import { simplified } from "./simplified.ts";
import { defineConfig } from "vitest/config";

// The server gives index.html for /, /s/… and /i/…, and the files it names under /page.
export default defineConfig(({ command }) => ({
  base: command === "build" ? "/page/" : "/",
  plugins: [languages(), simplified(), shell()],
  worker: { format: "es", plugins: () => [faces()] },
  build: { target: "es2022", assetsInlineLimit: 0, manifest: true, modulePreload: { polyfill: false } },
  server: { proxy: { "/v1": "http://127.0.0.1:8000" } },
  test: { include: ["src/**/*.test.ts"], setupFiles: ["src/test-setup.ts"], testTimeout: 60_000 },
}));
