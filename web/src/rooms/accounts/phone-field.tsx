import type { Signal } from "@preact/signals";
import { useId } from "preact/hooks";
import { language, t } from "../../words";
import { countries } from "./countries";

interface PhoneFieldProps {
  number: Signal<string>;
  region: Signal<string>;
  label: string;
  wrong?: boolean;
}

/** A number and its country; a number that begins with + needs no country. */
export function PhoneField({ number, region, label, wrong }: PhoneFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="phone-line">
        <select
          aria-label={t("phone.country")}
          value={region.value}
          onChange={(event) => (region.value = event.currentTarget.value)}
        >
          {countries(language.value).map((one) => (
            <option key={one.region} value={one.region}>
              {`+${one.code} ${one.name}`}
            </option>
          ))}
        </select>
        <input
          id={id}
          type="tel"
          autocomplete="tel-national"
          inputMode="tel"
          maxLength={40}
          value={number.value}
          aria-invalid={wrong}
          onInput={(event) => (number.value = event.currentTarget.value)}
        />
      </div>
    </div>
  );
}
