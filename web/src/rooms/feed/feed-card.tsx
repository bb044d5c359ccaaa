import { me } from "../../kit/session";
import type { Card as CardOf } from "../../kit/types";
import { Actions, quietly } from "../reactions/actions";
import { DoubleTap } from "../reactions/double-tap";
import { like } from "../reactions/likes";
import { Card } from "../secrets/card";

/** One secret in the feed, with all that can be done with it. */
export function FeedCard({ card }: { card: CardOf }) {
  return (
    <DoubleTap onTwice={() => me.value && void quietly(like(card.secret))}>
      <Card card={card}>
        <Actions card={card} />
      </Card>
    </DoubleTap>
  );
}
