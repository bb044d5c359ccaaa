/** Where one can go and what one can do from anywhere. */
import { lockWays } from "../kit/lock";
import { choose, chooseLanguage, theme } from "../kit/preferences";
import { go } from "../kit/router";
import { type Language, language, type PlainKey, t } from "../words";
import { LANGUAGES } from "../words/mechanism";
import { open } from "./keys";

export interface Command {
  key: PlainKey;
  run: () => void;
  /** Where it would do nothing it is not offered. */
  when?: () => boolean;
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
  ["/settings/lock", "settings.lock"],
  ["/settings/notices", "settings.notices"],
  ["/settings/vault", "settings.vault"],
  ["/settings/devices", "settings.devices"],
  ["/settings/own", "settings.own"],
  ["/settings/number", "settings.number"],
  ["/settings/jury", "jury.title"],
  ["/settings/about", "settings.about"],
];

const lock = () => import("../rooms/accounts/lock/actions");
const isLockable = () => lockWays.value !== null;
const goes = ([to, key]: (typeof SCREENS)[number]) => ({ key, run: () => go(to) });

// What hides stands before the screens that have its word too: it is for somebody in a hurry.
const COMMANDS: readonly Command[] = [
  ...SCREENS.slice(0, 3).map(goes),
  { key: "hide.now", run: () => void lock().then(({ hide }) => hide()), when: isLockable },
  { key: "lock.now", run: () => void lock().then(({ lockNow }) => lockNow()), when: isLockable },
  ...SCREENS.slice(3).map(goes),
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
  const offered = COMMANDS.filter(({ when }) => when?.() ?? true);
  return offered.filter(({ key }) => parts.every((part) => t(key).toLowerCase().includes(part)));
}
