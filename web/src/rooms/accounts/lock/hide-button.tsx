import { lockWays } from "../../../kit/lock";
import { t } from "../../../words";
import { hide } from "./actions";

/** Where one's own secrets stand on the screen, for those who have set a lock. */
export function HideButton() {
  if (!lockWays.value) return null;
  return (
    <button class="button quiet" type="button" onClick={() => void hide()}>
      {t("hide.now")}
    </button>
  );
}
