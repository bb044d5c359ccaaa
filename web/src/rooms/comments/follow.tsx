import { follow, isFollowed, unfollow } from "../../kit/follows";
import { isMine } from "../../kit/own";
import type { Card } from "../../kit/types";
import { t } from "../../words";
import { sayBriefly } from "../reactions/said";

/** The bell. It rings on this device alone: nothing is sent when it is pressed. */
export function Follow({ card, said }: { card: Card; said: number }) {
  const { secret, text, look, edition } = card;
  const on = isFollowed(secret);
  const press = async () => {
    if (on) await unfollow(secret, isMine(secret));
    else await follow({ secret, text, look, edition }, said);
    sayBriefly(t(on ? "thread.unfollowed" : "thread.following"));
  };
  return (
    <button class="sign bell" type="button" aria-pressed={on} aria-label={t("thread.follow")} onClick={() => void press()}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M6 17V11a6 6 0 0 1 12 0v6l1.500 1.500h-15zM10 21h4" />
      </svg>
    </button>
  );
}
