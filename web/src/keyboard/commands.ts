/** Where one can go and what one can do from anywhere. */
import { choose, chooseLanguage, theme } from "../kit/preferences";
import { go } from "../kit/router";
import { type Language, language, type PlainKey, t } from "../words";
import { LANGUAGES } from "../words/mechanism";
import { open } from "./keys";

export interface Command {
  key: PlainKey;
  run: () => void;
}

const SCREENS: readonly [to: string, title: PlainKey][] = [
  ["/feed", "tab.feed"],
  ["/tell", "keys.tell"],
  ["/mine", "mine.title"],
  ["/friends", "tab.friends"],
  ["/friends/numbers", "ways.numbers"],
  ["/friends/invite", "ways.invite"],
  ["/friends/known", "ways.known"],
  ["/settings", "tab.settings"],
  ["/settings/appearance", "settings.appearance"],
  ["/settings/vault", "settings.vault"],
  ["/settings/devices", "settings.devices"],
  ["/settings/about", "settings.about"],
];

const COMMANDS: readonly Command[] = [
  ...SCREENS.map(([to, key]) => ({ key, run: () => go(to) })),
  { key: "palette.language", run: () => void chooseLanguage(nextLanguage()) },
  { key: "palette.theme", run: () => choose(theme, isLight() ? "dark" : "light") },
  { key: "keys.title", run: () => (open.value = "map") },
];

function nextLanguage(): Language {
  const all = Object.keys(LANGUAGES) as Language[];
  return all[(all.indexOf(language.value) + 1) % all.length]!;
}

const isLight = () => document.documentElement.dataset.theme === "light";

/** Those whose words have all that was typed. */
export function matching(typed: string): Command[] {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return COMMANDS.filter(({ key }) => parts.every((part) => t(key).toLowerCase().includes(part)));
}
