import { defineConfig } from "vitest/config";

// Against a server that tests/test_api_page.py starts; not one of the page's own tests.
export default defineConfig({ test: { include: ["client/*.test.ts"], testTimeout: 60_000 } });
