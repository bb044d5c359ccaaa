/** Of the words in src/words, one module for each language and moment: nobody loads what is not read. */
import { Converter } from "opencc-js/cn2t";
import { resolve } from "node:path";
import { type Plugin, runnerImport } from "vite";
import type { Language, Table } from "./src/words/mechanism";

const ASKED = /^\0virtual:words\/(first|late|apart)\/(zh-Hans|zh-Hant|en)$/;
const convert = Converter({ from: "cn", to: "twp" });

interface Words {
  TABLES: readonly Table[];
}

export function languages(): Plugin {
  const folder = resolve(import.meta.dirname, "src/words");
  return {
    name: "languages",
    resolveId: (id) => (id.startsWith("virtual:words/") ? `\0${id}` : null),
    async load(id) {
      const [, moment, language] = ASKED.exec(id) ?? [];
      if (!moment) return null;
      const { module, dependencies } = await runnerImport<Words>(`${folder}/${moment}.ts`);
      const { BETTER } = (await runnerImport<{ BETTER: Pairs }>(`${folder}/traditional.ts`)).module;
      for (const file of dependencies) this.addWatchFile(resolve(file));
      const texts = textsOf(module.TABLES, language as Language, BETTER);
      return `export default ${JSON.stringify(texts)}`;
    },
  };
}

type Pairs = readonly (readonly [given: string, better: string])[];

function textsOf(tables: readonly Table[], language: Language, better: Pairs): Record<string, string> {
  const pairs = tables.flatMap((table) => Object.entries(table));
  return Object.fromEntries(pairs.map(([key, [zh, en]]) => [key, language === "en" ? en : traditional(zh)]));

  function traditional(text: string): string {
    if (language === "zh-Hans") return text;
    return better.reduce((sofar, [given, instead]) => sofar.replaceAll(given, instead), convert(text));
  }
}
