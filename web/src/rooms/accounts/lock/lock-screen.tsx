import { useSignal } from "@preact/signals";
import { useAction } from "../../../kit/action";
import { Form } from "../../../kit/form";
import { Frame } from "../../../kit/screen";
import { Sheet } from "../../../kit/sheet";
import { t } from "../../../words";
import { eraseLocked } from "./actions";
import { Unlock } from "./unlock";

/** The first thing that whoever opens the page sees while a lock is set. */
export function LockScreen() {
  const forgotten = useSignal(false);
  const action = useAction();
  return (
    <Frame title={t("lock.locked")}>
      <p>{t("lock.locked.why")}</p>
      <Unlock submit={t("lock.open")} />
      <button class="button quiet wide" type="button" onClick={() => (forgotten.value = true)}>
        {t("lock.forgotten")}
      </button>
      {forgotten.value && (
        <Sheet title={t("lock.erase-title")} onClose={() => (forgotten.value = false)}>
          <p>{t("lock.erase-why")}</p>
          <Form action={action} onSubmit={eraseLocked} submit={t("lock.erase")} danger />
        </Sheet>
      )}
    </Frame>
  );
}
