import { useAction } from "../../../kit/action";
import { Form } from "../../../kit/form";
import { removeSecret } from "../../../kit/mine";
import { Sheet } from "../../../kit/sheet";
import { t } from "../../../words";

/** Asks once more, and says why it takes until the night. */
export function Removal({ secret, onClose }: { secret: string; onClose: () => void }) {
  const action = useAction();
  const remove = async () => {
    await removeSecret(secret);
    onClose();
  };
  return (
    <Sheet title={t("mine.remove-title")} onClose={onClose}>
      <p>{t("mine.remove-why")}</p>
      <Form action={action} onSubmit={remove} submit={t("mine.remove-yes")} danger />
    </Sheet>
  );
}
