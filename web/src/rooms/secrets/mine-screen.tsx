import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { readFollows } from "../../kit/follows";
import { InstallLine } from "../../kit/install-line";
import { Link } from "../../kit/link";
import { readShown } from "../../kit/news";
import { mySecrets, readMine } from "../../kit/own";
import { heldSecrets, readOutbox } from "../../kit/outbox";
import { readReports, reported } from "../../kit/reports";
import { sendHeld } from "../../kit/sending";
import { Frame } from "../../kit/screen";
import { t } from "../../words";
import { ReportedList } from "../moderation/reported";
import { KeepNotice } from "../accounts/keep-notice";
import { HideButton } from "../accounts/lock/hide-button";
import { Centre } from "./mine/centre";
import { Following, others } from "./mine/following";
import { HeldLine, ToldLine } from "./mine/lines";

/** One's own secrets. The list is on this device only. */
export function MineScreen(_: { rest: string[] }) {
  const [held, told] = [heldSecrets.value, mySecrets.value];
  if (!useRead()) return <Frame title={t("mine.title")}>{null}</Frame>;
  if (held.length === 0 && told.length === 0 && others().length + reported.value.length === 0) return <None />;
  return (
    <Frame title={t("mine.title")}>
      <HideButton />
      <Centre />
      {held.length + told.length > 0 && <p class="hint">{t("mine.why")}</p>}
      {held.length > 0 && (
        <section class="stack">
          <div class="line spread">
            <h2>{t("mine.waiting")}</h2>
            <button class="button quiet" type="button" onClick={() => void sendHeld()}>
              {t("mine.send-now")}
            </button>
          </div>
          <ul class="owns">
            {held.map((one) => (
              <HeldLine key={one.id} one={one} />
            ))}
          </ul>
        </section>
      )}
      {told.length > 0 && (
        <section class="stack">
          <h2>{t("mine.told")}</h2>
          <ul class="owns">
            {told.map((one) => (
              <ToldLine key={one.secret} one={one} />
            ))}
          </ul>
        </section>
      )}
      <Following />
      <ReportedList />
      <KeepNotice />
      <InstallLine />
    </Frame>
  );
}

/** Whether the device has been read: until then a list that is empty says nothing. */
function useRead(): boolean {
  const read = useSignal(false);
  useEffect(() => {
    void Promise.all([readOutbox(), readMine(), readFollows(), readReports(), readShown()]).then(() => (read.value = true));
  }, []);
  return read.value;
}

function None() {
  return (
    <Frame title={t("mine.title")}>
      <section class="aside flat">
        <h2>{t("mine.none")}</h2>
        <p class="hint">{t("mine.none-why")}</p>
        <Link class="button primary" to="/tell">
          {t("prompt.tell")}
        </Link>
      </section>
    </Frame>
  );
}
