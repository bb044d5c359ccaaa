import { useSignal } from "@preact/signals";
import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { replace } from "../../kit/router";
import { Frame } from "../../kit/screen";
import { me } from "../../kit/session";
import { t } from "../../words";
import { signOut } from "./actions";
import { Loss } from "./keep-vault";
import { ReturnWays } from "./return-ways";
import { arrive } from "./sign-in";
import { startAnew } from "./ways";

/** Signed in, but without the account's vault: nothing new takes its place until the member says so. */
export function LostVault() {
  const leave = useAction();
  const back = () => (me.value?.phone ? arrive() : replace("/settings/number"));
  return (
    <Frame title={t("lost.title")}>
      <p>{t("lost.why")}</p>
      <ReturnWays onBack={back} />
      <p class="hint">{t("lost.device")}</p>
      <StartAnew onBack={back} />
      <button class="button quiet wide" type="button" onClick={() => void leave.run(signOut)}>
        {t("sign-out")}
      </button>
    </Frame>
  );
}

function StartAnew({ onBack }: { onBack: () => void }) {
  const sure = useSignal(false);
  const action = useAction();
  const start = async () => {
    await startAnew();
    onBack();
  };
  return (
    <details>
      <summary>{t("lost.anew")}</summary>
      <div class="stack">
        <Loss />
        <Form action={action} onSubmit={start} submit={t("lost.anew.now")} disabled={!sure.value} danger>
          <label class="choice">
            <input
              type="checkbox"
              checked={sure.value}
              onChange={(event) => (sure.value = event.currentTarget.checked)}
            />
            <b>{t("lost.anew.sure")}</b>
          </label>
        </Form>
      </div>
    </details>
  );
}
