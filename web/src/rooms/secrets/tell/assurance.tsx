import { circle } from "../../../kit/circle";
import { place } from "../../../kit/place";
import { t } from "../../../words";
import { coming, left } from "./passes";

/** Who could have written it, what only the writer can hide, and when it has to wait. */
export function Assurance() {
  const n = place.value?.at_least ?? 12;
  const gathering = circle.value && circle.value.state !== "publishing";
  return (
    <div class="stack assurance">
      {gathering ? (
        <p class="notice">{t("tell.gathering", { n })}</p>
      ) : (
        <p class="promise">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M3 9c0-2.5 2.5-3.5 5-2.5 1.7.6 2.6 1.2 4 1.200s2.3-.6 4-1.200c2.5-1 5 0 5 2.5 0 4.5-2 7.5-5 7.5-2.3 0-2.6-2-4-2s-1.7 2-4 2c-3 0-5-3-5-7.500zM7 10.500h2.500M14.5 10.500H17" />
          </svg>
          {t("tell.promise", { n })}
        </p>
      )}
      {place.value && !place.value.vouched && <p class="notice">{t("tell.unvouched")}</p>}
      <p class="faint">{t("tell.style")}</p>
      {left.value === 0 && !gathering && <p class="notice">{t(coming.value ? "tell.coming" : "tell.no-tokens")}</p>}
    </div>
  );
}
