import { Link } from "../../kit/link";
import { t } from "../../words";
import { replaced, unkept } from "./vault-state";

/** Where the member looks at what would be lost. */
export function KeepNotice() {
  if (!unkept.value && !replaced.value) return null;
  return (
    <p class="notice">
      {t(replaced.value ? "replaced.tab" : "settings.unwritten")} <Link to="/settings/vault">{t(replaced.value ? "replaced.look" : "settings.write")}</Link>
    </p>
  );
}
