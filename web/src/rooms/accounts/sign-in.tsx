import { useSignal } from "@preact/signals";
import { Problem } from "../../kit/api";
import { Frame } from "../../kit/screen";
import { place } from "../../kit/place";
import { replace } from "../../kit/router";
import { me } from "../../kit/session";
import { t } from "../../words";
import { pendingInvite } from "../contacts/pending";
import { type Entered, sendCode, signIn, wouldErase } from "./actions";
import { AgeStep } from "./age-step";
import { CodeStep } from "./code-step";
import { ElsewhereButtons } from "./elsewhere-buttons";
import { EraseHere } from "./erase-here";
import { KeepVault } from "./keep-vault";
import { PhoneStep } from "./phone-step";

type Step = "phone" | "code" | "keep";

/** Where one lands: with the friend who invited, else a newcomer with the friends to find. */
export function arrive(otherwise: "/friends" | "/feed" = "/feed"): void {
  replace(pendingInvite.value ? "/invited" : otherwise);
}

/** Sends a code. Before a number that would erase what another one left here, it asks once more. */
function useSendingOnceWarned(): (number: string) => Promise<void> {
  const warned = useSignal("");
  return async (number) => {
    if (warned.value !== number && (await wouldErase(number))) {
      warned.value = number;
      throw new Problem("other-number");
    }
    await sendCode(number);
  };
}

export function SignIn({ rest }: { rest: string[] }) {
  const step = useSignal<Step>("phone");
  const phone = useSignal(me.value?.phone ?? "");
  const oldEnough = useSignal(false);
  const least = oldEnough.value ? 0 : (place.value?.least_age ?? 0);
  const send = useSendingOnceWarned();
  const sent = async (number: string) => {
    await send(number);
    phone.value = number;
    step.value = "code";
  };
  const entered = (how: Entered) => {
    if (how === "registered") step.value = "keep";
    else if (how === "waiting") replace("/waiting");
    else arrive();
  };
  if (step.value === "keep") return <KeepVault onDone={() => arrive("/friends")} />;
  if (least > 0) {
    return (
      <Frame title={t("age.title", { n: least })} up="/welcome">
        <AgeStep least={least} onYes={() => (oldEnough.value = true)} />
      </Frame>
    );
  }
  return (
    <Frame key="number" title={t(step.value === "phone" ? "sign-in.title" : "code.title")} up="/welcome">
      {me.value?.state === "out" && <p class="notice">{t("sign-in.out")}</p>}
      {step.value === "phone" && <PhoneStep start={phone.value} onSend={sent} />}
      {step.value === "phone" && <ElsewhereButtons />}
      {step.value === "phone" && me.value?.state === "out" && <EraseHere />}
      {step.value === "code" && (
        <CodeStep
          phone={phone.value}
          withWords={rest[0] === "words"}
          onAgain={() => sendCode(phone.value)}
          onOther={() => (step.value = "phone")}
          onCode={async (code, seed) => entered(await signIn(phone.value, code, seed, oldEnough.value))}
        />
      )}
    </Frame>
  );
}
