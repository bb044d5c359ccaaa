/** What this device remembers of the member's taste: the language and how the page looks. */
import { effect, type Signal, signal } from "@preact/signals";
import { firstWords, language, type Language, speak, t } from "../words";
import { isLanguage, preferred } from "../words/mechanism";

/** One taste among few, as chosen on this device. */
interface Taste<Choice extends string> {
  key: string;
  choices: readonly Choice[];
  chosen: Signal<Choice>;
}

export function taste<Choice extends string>(key: string, ...choices: [Choice, ...Choice[]]): Taste<Choice> {
  return { key, choices, chosen: signal(choices[0]) };
}

/** "system": as the phone has it. */
export const theme = taste("mimi-theme", "system", "light", "dark");
export const textSize = taste("mimi-text", "usual", "large", "larger");
export const motion = taste("mimi-motion", "system", "less");
/** "asked": a photo is fetched when it is asked for. */
export const photos = taste("mimi-photos", "all", "asked");
export const counts = taste("mimi-counts", "shown", "hidden");

const KEY = "mimi-language";

export function startPreferences(): void {
  const chosen = localStorage.getItem(KEY);
  language.value = isLanguage(chosen) ? chosen : preferred(navigator.languages);
  void firstWords().catch(() => undefined); // asked again by the first screen
  effect(() => {
    document.documentElement.lang = language.value;
    document.title = t("app.name") || "Mimi";
    link("manifest").href = `/page/${language.value}.webmanifest`;
  });
  for (const one of [theme, textSize, motion, photos, counts]) recall(one);
  startLook();
}

/** Once its words are here. */
export async function chooseLanguage(chosen: Language): Promise<void> {
  await speak(chosen);
  localStorage.setItem(KEY, chosen);
}

export function choose<Choice extends string>(of: Taste<Choice>, chosen: Choice): void {
  localStorage.setItem(of.key, chosen);
  of.chosen.value = chosen;
}

export function recall<Choice extends string>({ key, choices, chosen }: Taste<Choice>): void {
  const kept = choices.find((choice) => choice === localStorage.getItem(key));
  if (kept) chosen.value = kept;
}

/** What the phone says, for as long as the page stands. */
function said(query: string): Signal<boolean> {
  const media = matchMedia(query);
  const now = signal(media.matches);
  media.addEventListener("change", () => (now.value = media.matches));
  return now;
}

/** The styles know only what came out of it. */
function startLook(): void {
  const [light, still] = [said("(prefers-color-scheme: light)"), said("(prefers-reduced-motion: reduce)")];
  const { dataset } = document.documentElement;
  effect(() => {
    const { value } = theme.chosen;
    dataset.theme = value === "system" ? (light.value ? "light" : "dark") : value;
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--night");
    document.querySelector<HTMLMetaElement>("meta[name=theme-color]")!.content = ground;
  });
  effect(() => void (dataset.text = textSize.chosen.value));
  effect(() => void (dataset.motion = still.value ? "less" : motion.chosen.value));
}

const link = (rel: string) => document.querySelector<HTMLLinkElement>(`link[rel=${rel}]`)!;
