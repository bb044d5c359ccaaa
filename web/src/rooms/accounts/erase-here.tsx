import { useSignal } from "@preact/signals";
import { useAction } from "../../kit/action";
import { replace } from "../../kit/router";
import { Sheet } from "../../kit/sheet";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { leaveDevice } from "./actions";

/** For a device that was signed out from elsewhere: who hands it on must not hand on the secrets. */
export function EraseHere() {
  const asking = useSignal(false);
  const action = useAction();
  const erase = async () => (await action.run(leaveDevice)) && replace("/welcome");
  return (
    <>
      <button class="button quiet wide" type="button" onClick={() => (asking.value = true)}>
        {t("sign-in.erase")}
      </button>
      {asking.value && (
        <Sheet title={t("lock.erase-title")} onClose={() => (asking.value = false)}>
          <p>{t("sign-out.what")}</p>
          <Trouble of={action.problem.value} />
          <button class="button danger wide" type="button" onClick={() => void erase()}>
            {t("sign-in.erase")}
          </button>
        </Sheet>
      )}
    </>
  );
}
