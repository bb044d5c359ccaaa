import { useSignal } from "@preact/signals";
import { t } from "../../words";

/** Asked before the number is. Neither an age nor the answer is kept anywhere. */
export function AgeStep({ least, onYes }: { least: number; onYes: () => void }) {
  const tooYoung = useSignal(false);
  if (tooYoung.value) {
    return (
      <p class="notice" role="status">
        {t("age.too-young", { n: least })}
      </p>
    );
  }
  return (
    <>
      <p>{t("age.why", { n: least })}</p>
      <button class="button primary wide" type="button" onClick={onYes}>
        {t("age.yes", { n: least })}
      </button>
      <button class="button quiet wide" type="button" onClick={() => (tooYoung.value = true)}>
        {t("age.no")}
      </button>
    </>
  );
}
