import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { proposed } from "../../kit/hours";
import { InstallLine } from "../../kit/install-line";
import { type Standing, standing, turnOff, turnOn, wantedHours } from "../../kit/notices";
import { Frame } from "../../kit/screen";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { HourChoice } from "./hour-choice";

/** Whether this device is rung, explained before the browser asks. What comes late comes last, so that nothing moves. */
export function Notifications() {
  const now = useSignal<Standing | null>(null);
  const hours = useSignal<number[]>(proposed());
  const action = useAction();
  const look = async () => {
    hours.value = (await wantedHours()) ?? hours.value;
    now.value = await standing();
  };
  useEffect(() => void action.run(look), []);
  const then = (work: () => Promise<void>) => () => work().finally(() => void look());
  const on = now.value === "on";
  return (
    <Frame title={t("settings.notices")} up="/settings">
      <p>{t("notices.what")}</p>
      <p class="hint">{t("notices.alike")}</p>
      <p class="hint">{t("notices.own")}</p>
      {(on || now.value === "off") && (
        <Form
          action={action}
          onSubmit={then(() => turnOn(hours.value))}
          submit={t(on ? "notices.change" : "notices.on")}
          disabled={hours.value.length === 0}
        >
          <HourChoice hours={hours} />
        </Form>
      )}
      {on && <Off onOff={() => void action.run(then(turnOff))} />}
      {now.value && <Why of={now.value} />}
      {!now.value && <Trouble of={action.problem.value} />}
    </Frame>
  );
}

function Off({ onOff }: { onOff: () => void }) {
  return (
    <>
      <p role="status">{t("notices.is-on")}</p>
      <button class="button wide" type="button" onClick={onOff}>
        {t("notices.off")}
      </button>
    </>
  );
}

/** Why it cannot be turned on here, and what helps. */
function Why({ of }: { of: Standing }) {
  if (of === "on" || of === "off") return null;
  return (
    <>
      <p class="panel" role="status">
        {t(`notices.${of}`)}
      </p>
      <InstallLine />
    </>
  );
}
