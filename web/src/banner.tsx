import { Link } from "./kit/link";
import { place } from "./kit/place";
import { isIn } from "./kit/session";
import { strangers } from "./rooms/accounts/strangers";
import { t } from "./words";

/** What must be said on every screen: that this is a rehearsal, that a device wants in. */
export function Banner() {
  return (
    <>
      {place.value?.rehearsal && (
        <p class="banner" role="note">
          {t("app.rehearsal")}
        </p>
      )}
      {isIn.value && strangers.value > 0 && (
        <p class="banner" role="status">
          {t("app.stranger")} <Link to="/settings/devices">{t("app.stranger.look")}</Link>
        </p>
      )}
    </>
  );
}
