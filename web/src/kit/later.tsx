/** Screens that are loaded when they are needed, or before, once the first one stands. */
import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { allWords, firstWords, t } from "../words";
import { Trouble } from "./trouble";

const loads: (() => Promise<unknown>)[] = [allWords];

/** The component that `load` brings; `wordless`: the words of the first screens do for it. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  wordless = false,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  const bring = async () => (loaded ??= (await Promise.all([load(), wordless ? firstWords() : allWords()]))[0]);
  loads.push(bring);
  return function Later(props: Props) {
    const shown = useSignal(loaded);
    const problem = useSignal<string | null>(null);
    const look = () => {
      bring().then(
        (Brought) => (shown.value = Brought),
        () => (problem.value = "offline"),
      );
    };
    useEffect(look, []);
    const Shown = shown.value;
    if (Shown) return <Shown {...props} />;
    return problem.value ? <Missing onAgain={look} problem={problem.value} /> : null;
  };
}

function Missing({ problem, onAgain }: { problem: string; onAgain: () => void }) {
  return (
    <main class="screen">
      <h1>{t("later.missing")}</h1>
      <Trouble of={problem} />
      <button class="button" type="button" onClick={onAgain}>
        {t("feed.again")}
      </button>
    </main>
  );
}

/** So that a tunnel, or a new version on the server, finds every screen here already. */
export async function loadAll(): Promise<void> {
  for (const load of loads) await load().catch(() => undefined);
}
