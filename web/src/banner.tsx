import { place } from "./kit/place";
import { t } from "./words";

/** Says on every screen that this server's windows are short: weaker, never for real secrets. */
export function Banner() {
  if (!place.value?.rehearsal) return null;
  return (
    <p class="banner" role="note">
      {t("app.rehearsal")}
    </p>
  );
}
