import { useEffect, useRef } from "preact/hooks";

import { Link } from "./kit/link";
import { place } from "./kit/place";
import { online } from "./kit/online";
import { isIn } from "./kit/session";
import { newer, useNewer } from "./kit/shell";
import { strangers } from "./rooms/accounts/strangers";
import { t } from "./words";

/** Tells the styles how much of the first screen it takes. */
function useHeight() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const [style, shown] = [document.documentElement.style, box.current!];
    const watch = new ResizeObserver(() => style.setProperty("--banners", `${shown.offsetHeight}px`));
    watch.observe(shown);
    return () => watch.disconnect();
  }, []);
  return box;
}

/** What must be said on every screen: that this is a rehearsal, that a device wants in. */
export function Banner() {
  return (
    <div ref={useHeight()}>
      {place.value?.rehearsal && (
        <aside class="banner" aria-label={t("app.rehearsal.label")}>
          {t("app.rehearsal")}
        </aside>
      )}
      <div class="lines" aria-live="polite">
        {!online.value && <p class="banner">{t("offline.banner")}</p>}
        {newer.value && (
          <p class="banner">
            {t("shell.newer")}{" "}
            <button class="in-line" type="button" onClick={useNewer}>
              {t("shell.use")}
            </button>
          </p>
        )}
      </div>
      {isIn.value && strangers.value > 0 && (
        <aside class="banner" aria-label={t("settings.devices")}>
          {t("app.stranger")} <Link to="/settings/devices">{t("app.stranger.look")}</Link>
        </aside>
      )}
    </div>
  );
}
