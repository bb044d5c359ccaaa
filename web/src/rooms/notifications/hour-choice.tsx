import type { Signal } from "@preact/signals";

import { editionHours } from "../../kit/hours";
import { t } from "../../words";

const clock = (hour: number) => `${Math.floor(hour)}:${String(Math.round((hour % 1) * 60)).padStart(2, "0")}`;

/** The six editions of a day by this device's clock; those left out are one's quiet hours. */
export function HourChoice({ hours }: { hours: Signal<number[]> }) {
  const toggle = (hour: number) => {
    const without = hours.value.filter((one) => one !== hour);
    hours.value = without.length < hours.value.length ? without : [...without, hour];
  };
  return (
    <fieldset class="stack tight">
      <legend>{t("notices.hours")}</legend>
      <div class="hours">
        {editionHours().map((hour) => (
          <label class="choice" key={hour}>
            <input type="checkbox" checked={hours.value.includes(hour)} onChange={() => toggle(hour)} />
            <b>{clock(hour)}</b>
          </label>
        ))}
      </div>
      <p class="hint">{t(hours.value.length === 0 ? "notices.no-hour" : "notices.quiet")}</p>
    </fieldset>
  );
}
