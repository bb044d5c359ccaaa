import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const FAR = 84; // pixels of pulling that ask for a refresh

/** Pulling down at the very top asks for the newest edition. The button there does the same. */
export function usePull(onPull: () => void) {
  const pulled = useSignal(0);
  useEffect(() => {
    let from: number | null = null;
    const start = ({ touches }: TouchEvent) => (from = scrollY <= 0 ? touches[0]!.clientY : null);
    const move = ({ touches }: TouchEvent) => {
      if (from !== null) pulled.value = Math.max(0, Math.min(1, (touches[0]!.clientY - from) / 2 / FAR));
    };
    const end = () => {
      if (pulled.value === 1) onPull();
      [from, pulled.value] = [null, 0];
    };
    addEventListener("touchstart", start, { passive: true });
    addEventListener("touchmove", move, { passive: true });
    addEventListener("touchend", end);
    return () => {
      removeEventListener("touchstart", start);
      removeEventListener("touchmove", move);
      removeEventListener("touchend", end);
    };
  }, []);
  return pulled;
}
