import { useSignal } from "@preact/signals";
import { useAction } from "../../../kit/action";
import { lockWays } from "../../../kit/lock";
import { noPasskey } from "../../../kit/passkey";
import { Frame } from "../../../kit/screen";
import { Sheet } from "../../../kit/sheet";
import { Trouble } from "../../../kit/trouble";
import { t } from "../../../words";
import { NewPin } from "../new-pin";
import { Way, WaysList } from "../ways-list";
import { hide, lockByPasskey, lockByPin, lockNow, takeLockAway } from "./actions";
import { Unlock } from "./unlock";

/** The lock of this device: what it keeps from whom, its ways, and the cover. */
export function LockSettings() {
  const isSet = lockWays.value !== null;
  return (
    <Frame title={t("lock.title")} up="/settings">
      <p>{t("lock.what")}</p>
      <Ways />
      {isSet && <Doings />}
      <section class="panel">
        <h2>{t("lock.honest")}</h2>
        <p>{t("lock.honest.does")}</p>
        <p>{t("lock.honest.not")}</p>
        <p>{t("lock.honest.pin")}</p>
      </section>
    </Frame>
  );
}

function Ways() {
  const action = useAction();
  const writing = useSignal(false);
  const missing = noPasskey();
  const { pin, passkey } = lockWays.value ?? {};
  const done = async (chosen: string) => {
    await lockByPin(chosen);
    writing.value = false;
  };
  return (
    <>
      <WaysList>
        <Way
          title={t("keep.passkey")}
          hint={t(missing ? `keep.${missing}` : "keep.passkey.hint")}
          state={passkey !== undefined && t("lock.set")}
          disabled={missing !== null}
          busy={action.busy.value}
          onPress={() => void action.run(lockByPasskey)}
        />
        <Way
          title={t("lock.pin")}
          hint={t("lock.pin.hint")}
          state={pin !== undefined && t("lock.set")}
          onPress={() => (writing.value = !writing.value)}
        />
      </WaysList>
      <Trouble of={action.problem.value} />
      {writing.value && <NewPin keep={done} submit={t("lock.pin.keep")} />}
    </>
  );
}

function Doings() {
  const ending = useSignal(false);
  return (
    <>
      <button class="button wide" type="button" onClick={lockNow}>
        {t("lock.now")}
      </button>
      <button class="button wide" type="button" onClick={() => void hide()}>
        {t("hide.now")}
      </button>
      <p class="hint">{t("hide.how")}</p>
      <button class="button danger wide" type="button" onClick={() => (ending.value = true)}>
        {t("lock.end")}
      </button>
      {ending.value && (
        <Sheet title={t("lock.end")} onClose={() => (ending.value = false)}>
          <p>{t("lock.end-why")}</p>
          <Unlock submit={t("lock.end")} onOpen={takeLockAway} />
        </Sheet>
      )}
    </>
  );
}
