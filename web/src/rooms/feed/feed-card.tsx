import type { Card as CardOf } from "../../kit/types";
import { Actions } from "../reactions/actions";
import { Touches } from "../reactions/touches";
import { Card } from "../secrets/card";

/** One secret in the feed, with all that can be done with it. */
export function FeedCard({ card }: { card: CardOf }) {
  return (
    <Touches card={card}>
      <Card card={card}>
        <Actions card={card} />
      </Card>
    </Touches>
  );
}
