import { useEffect } from "preact/hooks";
import { useAction } from "../../kit/action";
import { replace } from "../../kit/router";
import { Frame } from "../../kit/screen";
import { isIn } from "../../kit/session";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { accept } from "./actions";
import { forgetInvite, keepInvite, pendingInvite } from "./pending";

/** Opened by an invite link. Who is not signed in yet finds it again after signing in. */
export function Invited({ rest }: { rest: string[] }) {
  const action = useAction();
  useEffect(() => {
    if (rest[0]) keepInvite(rest[0]);
    if (!isIn.value) replace("/welcome");
  }, []);
  const code = rest[0] || pendingInvite.value;
  const yes = async () => {
    if (code && (await action.run(() => accept(code)))) replace("/friends/joined");
  };
  const no = () => {
    forgetInvite();
    replace("/friends");
  };
  return (
    <Frame title={t("invited.title")} up="/friends">
      <p>{t(code ? "invited.what" : "invited.none")}</p>
      {code && <p class="hint">{t("invited.privacy")}</p>}
      <Trouble of={action.problem.value} />
      {code && (
        <button class="button primary wide" type="button" disabled={action.busy.value} onClick={() => void yes()}>
          {t("invited.accept")}
        </button>
      )}
      <button class="button quiet wide" type="button" onClick={no}>
        {t("invited.decline")}
      </button>
    </Frame>
  );
}
