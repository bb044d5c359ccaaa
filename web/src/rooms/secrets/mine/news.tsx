import { newIn } from "../../../kit/follows";
import { t } from "../../../words";

/** How many answers came since this device last showed the thread. */
export function News({ secret }: { secret: string }) {
  const n = newIn(secret);
  return n > 0 ? <span class="tag lit">{t("follow.new", { n })}</span> : null;
}
