import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { t } from "../../../../words";
import { facesIn } from "./faces";

/** What of a photo could give somebody away, as the helper says of words; looked for once more when it changed. */
export function FacesLine({ photo, onBlur }: { photo: Blob; onBlur: () => void }) {
  const found = useSignal(0);
  const kept = useSignal(false);
  useEffect(() => {
    let wanted = true;
    void facesIn(photo).then((n) => wanted && (found.value = n), () => undefined);
    return () => void (wanted = false);
  }, [photo]);
  return (
    <div role="status">
      {found.value > 0 && !kept.value && (
        <section class="caring">
          <p>{t("care.faces", { n: found.value })}</p>
          <div class="caring-choices">
            <button class="chip" type="button" onClick={onBlur}>
              {t("care.faces-blur")}
            </button>
            <button class="chip quiet" type="button" onClick={() => (kept.value = true)}>
              {t("care.keep")}
            </button>
          </div>
          <p class="faint">{t("care.why")}</p>
        </section>
      )}
    </div>
  );
}
