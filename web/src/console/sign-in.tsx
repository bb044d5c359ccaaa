import { useSignal } from "@preact/signals";
import { useAction } from "../kit/action";
import { Form } from "../kit/form";
import type { Challenge, ConsoleSession } from "../kit/types";
import { t } from "../words";
import { Entrance } from "./entrance";
import { Field } from "../kit/field";
import { usePasskey } from "./passkey";
import { keep, knock } from "./session";

/** Name and passphrase, and a passkey or the code of an app. */
export function SignIn() {
  const [name, passphrase, code, coded] = [useSignal(""), useSignal(""), useSignal(""), useSignal(false)];
  const action = useAction();
  async function signIn(proof: object) {
    const given = { moderator: name.value.trim(), passphrase: passphrase.value, ...proof };
    keep(await knock<ConsoleSession>("sessions", given));
  }
  async function byPasskey() {
    const { challenge } = await knock<Challenge>("challenges");
    await signIn({ challenge, passkey: await usePasskey(challenge) });
  }
  const byCode = () => signIn({ code: code.value.replaceAll(/\s/g, "") });
  return (
    <Entrance title={t("console.sign-in")} why={t("console.sign-in-why")}>
      <Form
        action={action}
        onSubmit={coded.value ? byCode : byPasskey}
        submit={t(coded.value ? "console.with-code" : "console.with-passkey")}
        disabled={!name.value.trim() || !passphrase.value}
      >
        <Field label={t("console.name")} of={name} autocomplete="username" />
        <Field label={t("console.passphrase")} of={passphrase} hidden autocomplete="current-password" />
        {coded.value && (
          <Field label={t("console.code")} of={code} numeric autocomplete="one-time-code" />
        )}
      </Form>
      <button class="button quiet" type="button" onClick={() => (coded.value = !coded.value)}>
        {t(coded.value ? "console.with-passkey" : "console.with-code")}
      </button>
    </Entrance>
  );
}
