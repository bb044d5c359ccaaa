import { useSignal } from "@preact/signals";
import { useAction } from "../../../kit/action";
import { Form } from "../../../kit/form";
import { goByNights, NIGHTS, stayAfterAll } from "../../../kit/going";
import { Link } from "../../../kit/link";
import { myComments, mySecrets } from "../../../kit/own";
import { Frame } from "../../../kit/screen";
import { Sheet } from "../../../kit/sheet";
import { t } from "../../../words";
import { copyOfAll, save } from "./copy";

/** What is the member's: a copy of it, and taking it back. */
export function OwnData() {
  const action = useAction();
  return (
    <Frame title={t("own.title")} up="/settings">
      <section class="stack tight">
        <h2>{t("own.copy")}</h2>
        <p>{t("own.copy.why")}</p>
        <p class="hint">{t("own.copy.care")}</p>
        <Form action={action} onSubmit={async () => save(await copyOfAll(), "mimi.json")} submit={t("own.copy.save")} />
      </section>
      <section class="stack tight">
        <h2>{t("own.back")}</h2>
        <p>{t("own.back.why", { n: NIGHTS })}</p>
        <Going />
      </section>
      <Link class="button danger wide" to="/settings/delete">
        {t("settings.delete")}
      </Link>
    </Frame>
  );
}

function Going() {
  const asking = useSignal(false);
  const action = useAction();
  const left = mySecrets.value.filter(({ state }) => state === "out" || state === "queued").length;
  const said = myComments.value.filter(({ removing }) => !removing).length;
  const going = [...mySecrets.value, ...myComments.value].filter(({ goes }) => goes !== undefined).length;
  const begin = async () => {
    await goByNights();
    asking.value = false;
  };
  if (left + said === 0) return <p class="hint">{t("own.back.none")}</p>;
  if (going > 0)
    return (
      <>
        <p class="notice">{t("own.back.going", { n: left + said })}</p>
        <Form action={action} onSubmit={stayAfterAll} submit={t("own.back.stop")} />
      </>
    );
  return (
    <>
      <button class="button danger wide" type="button" onClick={() => (asking.value = true)}>
        {t("own.back.all")}
      </button>
      {asking.value && (
        <Sheet title={t("own.back.title", { n: left, said })} onClose={() => (asking.value = false)}>
          <p>{t("own.back.sure")}</p>
          <Form action={action} onSubmit={begin} submit={t("own.back.all")} danger />
        </Sheet>
      )}
    </>
  );
}
