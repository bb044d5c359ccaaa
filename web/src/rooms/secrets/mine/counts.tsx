import type { BulletinLine } from "../../../kit/types";
import { counts } from "../../../kit/preferences";
import { t } from "../../../words";

/** The counts that the bulletin gives every member alike. */
export function Counts({ line: { likes, shares, comments } }: { line: BulletinLine }) {
  if (counts.chosen.value === "hidden") return null;
  const words = [
    likes && t("mine.likes", { n: likes }),
    comments && t("mine.comments", { n: comments }),
    shares && t("mine.shares", { n: shares }),
  ].filter(Boolean);
  return words.length ? <p class="counts">{words.join(" · ")}</p> : <p class="faint">{t("mine.few")}</p>;
}
