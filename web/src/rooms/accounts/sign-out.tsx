import { useSignal } from "@preact/signals";
import { useAction } from "../../kit/action";
import { replace } from "../../kit/router";
import { Sheet } from "../../kit/sheet";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { signOut, signOutEverywhere } from "./actions";

/** Asks first: without the words, what this device holds is gone. */
export function SignOut() {
  const asking = useSignal(false);
  const action = useAction();
  const out = async (work: () => Promise<void>) => (await action.run(work)) && replace("/welcome");
  return (
    <>
      <button class="button danger wide" type="button" onClick={() => (asking.value = true)}>
        {t("sign-out")}
      </button>
      {asking.value && (
        <Sheet title={t("sign-out.title")} onClose={() => (asking.value = false)}>
          <p>{t("sign-out.what")}</p>
          <Trouble of={action.problem.value} />
          <button class="button danger wide" type="button" onClick={() => void out(signOut)}>
            {t("sign-out.here")}
          </button>
          <button class="button wide" type="button" onClick={() => void out(signOutEverywhere)}>
            {t("sign-out.everywhere")}
          </button>
        </Sheet>
      )}
    </>
  );
}
