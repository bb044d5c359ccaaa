import { t } from "../../words";

/** The shape of what is coming. */
export function Skeleton() {
  return (
    <div class="card skeleton" role="status">
      <span class="unseen">{t("feed.loading")}</span>
      <div class="bones" aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
