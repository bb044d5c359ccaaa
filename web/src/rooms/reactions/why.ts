/** Why a card is in the feed, from the card alone, which is the same for all who see it likewise. */
import type { Card } from "../../kit/types";
import type { Plain } from "../../words";

export function whyOf({ near, public: open }: Pick<Card, "near" | "public">): Plain & `why.${string}` {
  if (near) return open ? "why.near-public" : "why.near";
  return open ? "why.public" : "why.far";
}
