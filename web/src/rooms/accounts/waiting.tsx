import { useEffect } from "preact/hooks";
import { useAction } from "../../kit/action";
import { Frame } from "../../kit/screen";
import { me } from "../../kit/session";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { letIn, signOut } from "./actions";
import { ReturnWays } from "./return-ways";
import { arrive } from "./sign-in";

const LOOK_EVERY = 30_000; // milliseconds

/** A known number on a device that the account does not know yet. */
export function WaitingScreen() {
  const look = useAction();
  const leave = useAction();
  const check = () => look.run(letIn).then((open) => open && arrive());
  useEffect(() => {
    const timer = setInterval(() => void check(), LOOK_EVERY);
    return () => clearInterval(timer);
  }, []);
  const unexpected = look.problem.value === "waiting" ? null : look.problem.value;
  return (
    <Frame title={t("waiting.title")}>
      <p>{t("waiting.why", { phone: me.value?.phone || t("arrived.yours") })}</p>
      <ReturnWays onBack={() => arrive()} />
      <p>{t("waiting.else")}</p>
      <ul class="dots">
        <li>{t("waiting.approve")}</li>
        <li>{t("waiting.days", { days: me.value?.opensInDays ?? 7 })}</li>
      </ul>
      <Trouble of={unexpected ?? leave.problem.value} />
      {look.problem.value === "waiting" && <p class="notice">{t("waiting.still")}</p>}
      <button class="button wide" type="button" onClick={() => void check()}>
        {t("waiting.look")}
      </button>
      <button class="button quiet wide" type="button" onClick={() => void leave.run(signOut)}>
        {t("waiting.give-up")}
      </button>
    </Frame>
  );
}
