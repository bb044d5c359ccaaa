import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { nameOf } from "../kit/api";
import { ask } from "./session";

interface Loaded<Answer> {
  found: Signal<Answer | null>;
  problem: Signal<string | null>;
  again: () => Promise<void>;
}

/** What stands at an address of the console, asked when the address changes and whenever wanted. */
export function useLoad<Answer>(path: string): Loaded<Answer> {
  const found = useSignal<Answer | null>(null);
  const problem = useSignal<string | null>(null);
  async function again() {
    try {
      [found.value, problem.value] = [await ask<Answer>("GET", path), null];
    } catch (error) {
      problem.value = nameOf(error);
    }
  }
  useEffect(() => {
    found.value = null;
    void again();
  }, [path]);
  return { found, problem, again };
}
