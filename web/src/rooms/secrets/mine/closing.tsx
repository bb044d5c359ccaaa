import { useAction } from "../../../kit/action";
import { Form } from "../../../kit/form";
import { closeThread } from "../../../kit/mine";
import { Sheet } from "../../../kit/sheet";
import { t } from "../../../words";

/** Asks once more: a closed thread does not open again. */
export function Closing({ secret, onClose }: { secret: string; onClose: () => void }) {
  const action = useAction();
  const close = async () => {
    await closeThread(secret);
    onClose();
  };
  return (
    <Sheet title={t("mine.close-title")} onClose={onClose}>
      <p>{t("mine.close-why")}</p>
      <Form action={action} onSubmit={close} submit={t("mine.close-yes")} danger />
    </Sheet>
  );
}
