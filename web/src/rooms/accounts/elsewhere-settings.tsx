import { useSignal } from "@preact/signals";
import { useAction } from "../../kit/action";
import { Link } from "../../kit/link";
import { Frame } from "../../kit/screen";
import { me } from "../../kit/session";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { leaveFor, unbind, ways } from "./elsewhere";

/** WeChat and WeCom, linked to the account or not. The server tells nobody whether they are. */
export function ElsewhereSettings() {
  const mine = me.value;
  return (
    <Frame title={t("settings.elsewhere")} up="/settings">
      <p>{t(mine?.who ? "link.linked" : "link.what")}</p>
      {!mine?.who && <Ways />}
      <p class="hint">{t("elsewhere.hint")}</p>
      {mine && !mine.phone && (
        <section class="panel">
          <p>{t(mine.who ? "number.none" : "number.forgotten")}</p>
          <Link class="button wide" to="/settings/number">
            {t("number.verify")}
          </Link>
        </section>
      )}
      <Forget />
    </Frame>
  );
}

function Ways() {
  const action = useAction();
  const offered = ways();
  if (offered.length === 0) return <p class="notice">{t("link.inside")}</p>;
  return (
    <>
      <Trouble of={action.problem.value} />
      {offered.map((where) => (
        <button
          class="button primary wide"
          type="button"
          disabled={action.busy.value}
          onClick={() => void action.run(() => leaveFor(where))}
        >
          {t(`link.${where}`)}
        </button>
      ))}
    </>
  );
}

/** Offered whatever this device knows: another one of the member's may have linked it. */
function Forget() {
  const action = useAction();
  const forgotten = useSignal(false);
  const forget = async () => {
    await unbind();
    forgotten.value = true;
  };
  return (
    <section class="stack">
      <h2>{t("link.forget")}</h2>
      <p>{t("link.forget.what")}</p>
      <Trouble of={action.problem.value} />
      {forgotten.value ? (
        <p class="notice" role="status">
          {t("link.forgotten")}
        </p>
      ) : (
        <button
          class="button wide"
          type="button"
          disabled={action.busy.value}
          onClick={() => void action.run(forget)}
        >
          {t("link.forget")}
        </button>
      )}
    </section>
  );
}
