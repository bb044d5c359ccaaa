import { defineConfig } from "vite";

// The reading of address books as one plain script, for fuzz/books.mjs.
export default defineConfig({
  publicDir: false,
  build: {
    lib: { entry: "src/rooms/contacts/reading/read.ts", formats: ["es"], fileName: () => "read.js" },
    outDir: "../build/fuzz/reading",
    emptyOutDir: true,
    minify: false,
    target: "node20",
  },
});
