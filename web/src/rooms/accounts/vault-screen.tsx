import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Action, useAction } from "../../kit/action";
import { go } from "../../kit/router";
import { Frame } from "../../kit/screen";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { Loss } from "./keep-vault";
import { KeepWays } from "./keep-ways";
import { VaultPin } from "./new-pin";
import { replaced, unkept, ways } from "./vault-state";
import { forgetPasskey, forgetPin, isHere, PIN_ATTEMPTS, takeBack } from "./ways";

/** Which ways back there are, more of them, and taking one away. */
export function VaultScreen() {
  const action = useAction();
  return (
    <Frame title={t("settings.vault")} up="/settings">
      <p>{t("keep.why")}</p>
      <p class="hint">{t("keep.device")}</p>
      {replaced.value && <Replaced action={action} />}
      <KeepWays onPart={(part) => go(part === "pin" ? "/settings/pin" : "/settings/words")} />
      {unkept.value && <Loss />}
      <Trouble of={action.problem.value} />
      <Kept action={action} />
    </Frame>
  );
}

/** By the member on another device, or by a stranger who got hold of the number. */
function Replaced({ action }: { action: Action }) {
  return (
    <section class="panel">
      <h2>{t("replaced.tab")}</h2>
      <p>{t("replaced.why")}</p>
      <button class="button primary wide" type="button" onClick={() => void action.run(takeBack)}>
        {t("replaced.take-back")}
      </button>
      <button class="button wide" type="button" onClick={() => go("/settings/words")}>
        {t("words.other")}
      </button>
      <button class="button wide" type="button" onClick={() => go("/settings/devices")}>
        {t("settings.devices")}
      </button>
    </section>
  );
}

function Kept({ action }: { action: Action }) {
  const { passkeys, pin } = ways.value ?? { passkeys: [], pin: null };
  const wrong = pin ? PIN_ATTEMPTS - pin.attempts_left : 0;
  if (passkeys.length === 0 && !pin) return null;
  return (
    <>
      <h2>{t("keep.now")}</h2>
      {wrong > 0 && <p class="notice">{t("pin.tried", { n: wrong, left: PIN_ATTEMPTS - wrong })}</p>}
      <ul class="rows">
        {passkeys.map(({ passkey }, at) => (
          <li key={passkey}>
            <PasskeyRow passkey={passkey} at={at + 1} action={action} />
          </li>
        ))}
        {pin && (
          <li>
            <div class="row">
              <span>{t("keep.pin")}</span>
              <button class="button danger" type="button" onClick={() => void action.run(forgetPin)}>
                {t("keep.remove")}
              </button>
            </div>
          </li>
        )}
      </ul>
    </>
  );
}

function PasskeyRow({ passkey, at, action }: { passkey: string; at: number; action: Action }) {
  const here = useSignal(false);
  useEffect(() => void isHere(passkey).then((is) => (here.value = is)), []);
  return (
    <div class="row">
      <span>
        {t("keep.passkey.n", { n: at })}
        {here.value && <span class="faint">{t("keep.passkey.here")}</span>}
      </span>
      <button class="button danger" type="button" onClick={() => void action.run(() => forgetPasskey(passkey))}>
        {t("keep.remove")}
      </button>
    </div>
  );
}

export function PinScreen() {
  return (
    <Frame title={t("keep.pin")} up="/settings/vault">
      <VaultPin onDone={() => go("/settings/vault")} />
    </Frame>
  );
}
