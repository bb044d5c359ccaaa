/** A button's work: busy while it runs, and what went wrong when it did. */
import { type Signal, useSignal } from "@preact/signals";
import { nameOf } from "./api";

export interface Action {
  busy: Signal<boolean>;
  problem: Signal<string | null>;
  /** Runs it, unless it runs already; true when it succeeded. */
  run: (work: () => Promise<unknown>) => Promise<boolean>;
}

export function useAction(): Action {
  return actionOf(useSignal(false), useSignal<string | null>(null));
}

export function actionOf(busy: Signal<boolean>, problem: Signal<string | null>): Action {
  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    [busy.value, problem.value] = [true, null];
    try {
      await work();
    } catch (error) {
      problem.value = nameOf(error);
    }
    busy.value = false;
    return problem.value === null;
  }
  return { busy, problem, run };
}
