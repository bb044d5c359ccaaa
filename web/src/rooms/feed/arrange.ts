/** What stands on a page of the feed, in order: cards, now and then a question, and never nothing. */
import type { Card } from "../../kit/types";

export type Item =
  | { kind: "card"; key: string; card: Card }
  | { kind: "prompt"; key: string; number: number }
  | { kind: "gate"; key: string; some: boolean }
  | { kind: "sample"; key: string; number: number }
  | { kind: "end"; key: string; empty: boolean };

export interface Gathered {
  cards: readonly Card[];
  /** How many cards stand before this page. */
  from?: number;
  /** Whether friends' secrets are open; null while it is not known. */
  open: boolean | null;
  /** Whether the feed ends with this page. */
  ended: boolean;
  /** Where today's questions begin. */
  first: number;
}

const GATE_AFTER = 2; // cards that a member with a closed gate reads before it is explained
const PROMPT_EVERY = 12;
const PROMPTS_AT_END = 3;
/** Where there is nothing to read yet. Written by us, and said so: the number of `sample.…` words. */
const SAMPLES = 3;

export function arrange({ cards, from = 0, open, ended, first }: Gathered): Item[] {
  const items: Item[] = [];
  let number = first + Math.floor(from / PROMPT_EVERY);
  const prompt = () => items.push({ kind: "prompt", key: `prompt-${number}`, number: number++ });
  cards.forEach((card, at) => {
    const index = from + at;
    if (open === false && index === GATE_AFTER) items.push({ kind: "gate", key: "gate", some: true });
    items.push({ kind: "card", key: card.secret, card });
    if (index % PROMPT_EVERY === PROMPT_EVERY - 1) prompt();
  });
  if (!ended) return items;
  const all = from + cards.length;
  if (open === false && all <= GATE_AFTER) items.push({ kind: "gate", key: "gate", some: all > 0 });
  for (let at = 0; all === 0 && at < SAMPLES; at += 1) items.push({ kind: "sample", key: `sample-${at}`, number: at });
  items.push({ kind: "end", key: "end", empty: all === 0 });
  for (let left = all === 0 ? PROMPTS_AT_END : 1; left > 0; left -= 1) prompt();
  return items;
}
