import { useSignal } from "@preact/signals";
import { me } from "../../kit/session";
import { place } from "../../kit/place";
import { t } from "../../words";
import { asDialled, international } from "../accounts/countries";
import { PhoneField } from "../accounts/phone-field";

/** For a number that this device does not remember. */
export function ByNumber({ onChosen }: { onChosen: (number: string) => void }) {
  const number = useSignal("");
  const region = useSignal(place.value?.region ?? "CN");
  const choose = (event: Event) => {
    event.preventDefault();
    const dialled = asDialled(international(number.value, region.value), me.value?.phone ?? "");
    onChosen(dialled.replace(/[^\d+]/g, ""));
    number.value = "";
  };
  return (
    <details>
      <summary>{t("known.other")}</summary>
      <form class="stack" onSubmit={choose}>
        <PhoneField number={number} region={region} label={t("known.other.label")} />
        <button class="button wide" disabled={!number.value.trim()}>
          {t("known.choose")}
        </button>
      </form>
    </details>
  );
}
