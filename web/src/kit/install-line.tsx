import { t } from "../words";
import { offer } from "./install";

/** An iPhone offers nothing to a page: there it is done by hand. */
const byHand = () => /iP(hone|ad|od)/.test(navigator.userAgent) && "standalone" in navigator && !navigator.standalone;

/** How to have Mimi on the home screen, where that can be and is not yet. */
export function InstallLine() {
  if (!offer.value && !byHand()) return null;
  const install = () => {
    void offer.value?.prompt();
    offer.value = null; // it can be used once; the browser makes another
  };
  return (
    <aside class="panel install" aria-label={t("install.title")}>
      <h2>{t("install.title")}</h2>
      <p class="hint">{t("install.why")}</p>
      {offer.value ? (
        <button class="button" type="button" onClick={install}>
          {t("install.now")}
        </button>
      ) : (
        <p>{t("install.by-hand")}</p>
      )}
    </aside>
  );
}
