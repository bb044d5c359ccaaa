import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { nameOf } from "../../kit/api";
import { linkOf } from "./actions";

/** The link of an invite, empty until it is made, and why there is none. */
export function useLink(invite: string): { link: Signal<string>; problem: Signal<string | null> } {
  const link = useSignal("");
  const problem = useSignal<string | null>(null);
  useEffect(() => {
    const failed = (error: unknown) => (problem.value = nameOf(error));
    void linkOf(invite).then((made) => (link.value = made), failed);
  }, [invite]);
  return { link, problem };
}
