import { useSignal } from "@preact/signals";
import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { place } from "../../kit/place";
import { replace } from "../../kit/router";
import { Frame } from "../../kit/screen";
import { t } from "../../words";
import { deleteAccount } from "./actions";

export function DeleteAccount() {
  const sure = useSignal(false);
  const action = useAction();
  const days = Math.ceil((place.value?.rhythm.secret_life ?? 0) / 86_400);
  const remove = async () => {
    await deleteAccount();
    replace("/welcome");
  };
  return (
    <Frame title={t("settings.delete")} up="/settings">
      <p>{t("delete.what")}</p>
      <p>{t("delete.secrets", { days })}</p>
      <Form action={action} onSubmit={remove} submit={t("delete.now")} disabled={!sure.value} danger>
        <label class="choice">
          <input
            type="checkbox"
            checked={sure.value}
            onChange={(event) => (sure.value = event.currentTarget.checked)}
          />
          <b>{t("delete.sure")}</b>
        </label>
      </Form>
    </Frame>
  );
}
