import { Link } from "../../kit/link";
import { t } from "../../words";
import { unkept } from "./ways";

/** Where the member looks at what would be lost. */
export function KeepNotice() {
  if (!unkept.value) return null;
  return (
    <p class="notice">
      {t("settings.unwritten")} <Link to="/settings/vault">{t("settings.write")}</Link>
    </p>
  );
}
