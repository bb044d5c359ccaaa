import { Trouble } from "../../../kit/trouble";
import { t } from "../../../words";
import { dropShared, problem, shared, takeShared } from "./shared";

/** Asks before what another app shared takes the place of a draft. */
export function FromElsewhere() {
  const found = shared.value;
  return (
    <>
      <Trouble of={problem.value} />
      {found && (
        <section class="notice from-elsewhere" role="status">
          <p>{t("shared.kept")}</p>
          <div class="line">
            <button class="button" type="button" onClick={() => void takeShared(found)}>
              {t("shared.take")}
            </button>
            <button class="button quiet" type="button" onClick={() => void dropShared()}>
              {t("shared.drop")}
            </button>
          </div>
        </section>
      )}
    </>
  );
}
