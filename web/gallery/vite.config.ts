import { defineConfig } from "vite";
import { languages } from "../languages.ts";

export default defineConfig({ plugins: [languages()] });
