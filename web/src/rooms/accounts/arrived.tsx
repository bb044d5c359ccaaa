import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAction } from "../../kit/action";
import { Problem } from "../../kit/api";
import { place } from "../../kit/place";
import { replace } from "../../kit/router";
import { Frame } from "../../kit/screen";
import { isIn } from "../../kit/session";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { AgeStep } from "./age-step";
import * as elsewhere from "./elsewhere";
import { KeepVault } from "./keep-vault";
import { arrive } from "./sign-in";

/** Where WeChat and WeCom send one back to. Who is signed in binds it to the account here. */
export function ArrivedScreen({ rest }: { rest: string[] }) {
  const who = useSignal<elsewhere.Arrived | null>(null);
  const warned = useSignal(false);
  const keeping = useSignal(false);
  const oldEnough = useSignal(false);
  const action = useAction();
  const where = t(rest[0] === "wecom" ? "elsewhere.their.wecom" : "elsewhere.their.wechat");
  const least = oldEnough.value || isIn.value ? 0 : (place.value?.least_age ?? 0);
  useEffect(() => void action.run(async () => (who.value = await elsewhere.arrive(rest[0] ?? ""))), []);
  const bind = async (one: elsewhere.Arrived) => {
    await elsewhere.bind(one);
    replace("/settings");
  };
  const enter = async (one: elsewhere.Arrived) => {
    if (!warned.value && (await elsewhere.wouldEraseFor(one.who))) {
      warned.value = true;
      throw new Problem("other-number");
    }
    const how = await elsewhere.signInArrived(one, oldEnough.value);
    if (how === "registered") keeping.value = true;
    else if (how === "waiting") replace("/waiting");
    else arrive();
  };
  const goOn = (one: elsewhere.Arrived) => (isIn.value ? bind(one) : enter(one));
  if (keeping.value) return <KeepVault onDone={() => arrive("/friends")} />;
  if (least > 0) {
    return (
      <Frame title={t("age.title", { n: least })} up="/welcome">
        <AgeStep least={least} onYes={() => (oldEnough.value = true)} />
      </Frame>
    );
  }
  return (
    <Frame title={t("arrived.title")} up={isIn.value ? "/settings" : "/welcome"}>
      {who.value && <p>{t(isIn.value ? "arrived.bind" : "arrived.what", { where })}</p>}
      {who.value && <p class="hint">{t("elsewhere.hint")}</p>}
      <Trouble of={action.problem.value} />
      {who.value ? (
        <button
          class="button primary wide"
          type="button"
          disabled={action.busy.value}
          onClick={() => void action.run(() => goOn(who.value!))}
        >
          {t(isIn.value ? "arrived.join" : "code.enter")}
        </button>
      ) : (
        action.problem.value && (
          <button class="button wide" type="button" onClick={() => replace(isIn.value ? "/settings" : "/sign-in")}>
            {t("arrived.again")}
          </button>
        )
      )}
    </Frame>
  );
}
