import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAction } from "../kit/action";
import { nameOf } from "../kit/api";
import { Form } from "../kit/form";
import { Qr } from "../kit/qr";
import { Trouble } from "../kit/trouble";
import type { ConsoleSession, Offer } from "../kit/types";
import { t } from "../words";
import { Entrance } from "./entrance";
import { Field } from "../kit/field";
import { makePasskey } from "./passkey";
import { keep, knock } from "./session";

/** What the holder of an enrolment link sets up. */
export function Enrol({ link }: { link: string }) {
  const offer = useSignal<Offer | null>(null);
  const problem = useSignal<string | null>(null);
  useEffect(() => {
    knock<Offer>("offers", { link }).then(
      (found) => (offer.value = found),
      (error) => (problem.value = nameOf(error)),
    );
  }, [link]);
  return (
    <Entrance title={offer.value ? t("console.enrol", { name: offer.value.moderator }) : t("console.title")} why={t("console.enrol-why")}>
      <Trouble of={problem.value} />
      {offer.value && <Proofs link={link} offer={offer.value} />}
    </Entrance>
  );
}

function Proofs({ link, offer }: { link: string; offer: Offer }) {
  const [passphrase, code, coded] = [useSignal(""), useSignal(""), useSignal(false)];
  const action = useAction();
  async function enrol(proof: object) {
    const session = await knock<ConsoleSession>("enrolments", { link, passphrase: passphrase.value, ...proof });
    history.replaceState(null, "", "/console#/"); // the link is used, and nobody needs to see it
    dispatchEvent(new PopStateEvent("popstate"));
    keep(session);
  }
  async function byPasskey() {
    const passkey = await makePasskey(offer.challenge, offer.moderator, t("app.name"));
    await enrol({ challenge: offer.challenge, passkey });
  }
  return (
    <>
      <Form
        action={action}
        onSubmit={coded.value ? () => enrol({ code: code.value.replaceAll(/\s/g, "") }) : byPasskey}
        submit={t(coded.value ? "console.enrol-code" : "console.enrol-passkey")}
        disabled={!passphrase.value}
      >
        <Field
          label={t("console.passphrase")}
          hint={t("console.passphrase-hint")}
          of={passphrase}
          hidden
          autocomplete="new-password"
        />
        {coded.value && <App address={offer.totp} />}
        {coded.value && (
          <Field label={t("console.code")} of={code} numeric autocomplete="one-time-code" />
        )}
      </Form>
      <button class="button quiet" type="button" onClick={() => (coded.value = !coded.value)}>
        {t(coded.value ? "console.enrol-passkey" : "console.enrol-totp")}
      </button>
    </>
  );
}

function App({ address }: { address: string }) {
  return (
    <>
      <p class="hint">{t("console.enrol-totp-why")}</p>
      <Qr text={address} label={t("console.qr")} />
      <p class="mono">{new URL(address).searchParams.get("secret")}</p>
    </>
  );
}
