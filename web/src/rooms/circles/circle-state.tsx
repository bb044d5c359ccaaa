import { place } from "../../kit/place";
import type { Circle } from "../../kit/types";
import { t } from "../../words";

/** Whether what one tells can come out. Never how many there are, only the least number. */
export function CircleState({ circle }: { circle: Circle }) {
  const k = circle.at_least;
  return (
    <section class="panel" aria-label={t("circle.title")}>
      <h2>{t(`circle.${circle.state}`)}</h2>
      <p>{t(`circle.${circle.state}.text`, { k })}</p>
      {place.value && !place.value.vouched && <p class="wrong">{t("circle.unvouched")}</p>}
    </section>
  );
}
