import { place } from "../../../kit/place";
import { t } from "../../../words";
import { change, type Draft } from "./draft";

const FAR = ["anyone", "near"] as const;
const LONG = ["day", "week", "month"] as const;

/** How far and how long. Never remembered from one secret to the next: a habit is a fingerprint. */
export function Options({ reach, life }: Pick<Draft, "reach" | "life">) {
  return (
    <details class="options">
      <summary>
        {t("option.title")}
        <span class="faint">{`${t(`option.${reach}-short`)} · ${t(`option.${life}`)}`}</span>
      </summary>
      <Reach chosen={reach} />
      <Life chosen={life} />
    </details>
  );
}

function Reach({ chosen }: { chosen: Draft["reach"] }) {
  return (
    <fieldset class="stack editions">
      <legend>{t("option.reach")}</legend>
      {FAR.map((reach) => (
        <label key={reach} class="choice">
          <input type="radio" name="reach" checked={reach === chosen} onChange={() => change({ reach })} />
          <span>
            <b>{t(`option.${reach}`)}</b>
            {reach === "near" && <small>{t("option.near-why", { n: place.value?.friends_needed ?? 3 })}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Life({ chosen }: { chosen: Draft["life"] }) {
  return (
    <fieldset class="stack">
      <legend>{t("option.life")}</legend>
      <div class="lives">
        {LONG.map((life) => (
          <label key={life} class="choice">
            <input type="radio" name="life" checked={life === chosen} onChange={() => change({ life })} />
            <b>{t(`option.${life}`)}</b>
          </label>
        ))}
      </div>
      <p class="faint">{t("option.life-why")}</p>
    </fieldset>
  );
}
