import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { languages } from "./languages.ts";

const page = (name: string) => fileURLToPath(new URL(`apart/${name}.html`, import.meta.url));

// The pages that are not for members, with bundles of their own: the members' page loads none of it,
// and its service worker, which was written before, knows none of these files.
export default defineConfig({
  root: "apart",
  base: "/page/apart/",
  publicDir: false,
  plugins: [languages()],
  build: {
    target: "es2022",
    outDir: "../dist/apart",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: [page("console"), page("about-me")] },
  },
});
