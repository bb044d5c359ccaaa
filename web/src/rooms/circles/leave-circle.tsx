import { useSignal } from "@preact/signals";
import { useAction } from "../../kit/action";
import { signed } from "../../kit/api";
import { Form } from "../../kit/form";
import { place } from "../../kit/place";
import { Frame } from "../../kit/screen";
import { t } from "../../words";

export function LeaveCircle() {
  const action = useAction();
  const left = useSignal(false);
  const k = place.value?.at_least ?? 12;
  const leave = async () => {
    await signed("POST", "/v1/circle/leaving");
    left.value = true;
  };
  return (
    <Frame title={t("settings.circle")} up="/settings">
      <p>{t("leave.what", { k })}</p>
      <p>{t("leave.price")}</p>
      {left.value ? (
        <p class="notice" role="status">
          {t("leave.done")}
        </p>
      ) : (
        <Form action={action} onSubmit={leave} submit={t("leave.now")} danger />
      )}
    </Frame>
  );
}
