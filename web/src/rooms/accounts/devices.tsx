import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Action, useAction } from "../../kit/action";
import { Frame } from "../../kit/screen";
import { Trouble } from "../../kit/trouble";
import type { Device } from "../../kit/types";
import { t } from "../../words";
import { approve, removeDevice } from "./actions";
import { devices, lookForStrangers } from "./strangers";

export function Devices() {
  const all = useSignal<Device[]>([]);
  const action = useAction();
  const read = async () => {
    [all.value] = await Promise.all([devices(), lookForStrangers()]);
  };
  useEffect(() => void action.run(read), []);
  const then = (work: () => Promise<unknown>) => action.run(async () => (await work(), await read()));
  return (
    <Frame title={t("settings.devices")} up="/settings">
      <p class="hint">{t("devices.why")}</p>
      <Trouble of={action.problem.value} />
      <ul class="rows">
        {all.value.map((one) => (
          <li key={one.device}>
            <DeviceRow one={one} then={then} />
          </li>
        ))}
      </ul>
    </Frame>
  );
}

function DeviceRow({ one, then }: { one: Device; then: Action["run"] }) {
  const waits = one.state === "waiting";
  return (
    <div class={`row ${waits ? "row-asking" : ""}`}>
      <span>
        {one.name}
        <span class="faint">
          {waits ? t("devices.waits", { days: one.opens_in_days }) : t("devices.seen", { month: one.seen })}
        </span>
      </span>
      {one.this && <span class="tag lit">{t("devices.this")}</span>}
      {waits && (
        <button class="button primary" type="button" onClick={() => void then(() => approve(one.device))}>
          {t("devices.approve")}
        </button>
      )}
      {!one.this && (
        <button class="button danger" type="button" onClick={() => void then(() => removeDevice(one.device))}>
          {t(waits ? "devices.refuse" : "devices.remove")}
        </button>
      )}
    </div>
  );
}
