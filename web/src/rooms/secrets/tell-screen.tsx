import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useAction } from "../../kit/action";
import { holdSecret, type NewSecret } from "../../kit/outbox";
import { sendHeld } from "../../kit/sending";
import { tick } from "../../kit/touch";
import { t } from "../../words";
import { promptOf } from "./prompts";
import { beginAnew, type Draft, draft, readDraft, writeDown } from "./tell/draft";
import { countPasses } from "./tell/passes";
import { readShared } from "./tell/shared";
import { type Letter, Told } from "./tell/told";
import { Writing } from "./tell/writing";

function useDraft(): void {
  useEffect(() => {
    scrollTo(0, 0);
    void readDraft().then(readShared);
    void countPasses();
    addEventListener("pagehide", writeDown);
    return () => {
      removeEventListener("pagehide", writeDown);
      void writeDown();
    };
  }, []);
}

/** Not the photo as it was before. */
const toHold = ({ text, look, photo, edition, reach, life }: Draft): NewSecret => ({
  text: text.trim(),
  look,
  photo,
  edition,
  reach,
  life,
});

/** Where a secret is told. `/tell/7` begins with the seventh question, `/tell/shared` with what another app gave. */
export function TellScreen({ rest: [question] }: { rest: string[] }) {
  const letter = useSignal<Letter | null>(null);
  const action = useAction(); // a second tap while it runs tells nothing
  useDraft();
  const send = async (written: Draft) => {
    const kept = await holdSecret(toHold(written));
    letter.value = { id: kept.id, edition: kept.edition };
    scrollTo(0, 0);
    await beginAnew();
    tick();
    await sendHeld(kept.id);
  };
  const placeholder = question === undefined || question === "shared" ? t("tell.placeholder") : promptOf(Number(question));
  return (
    <main class="tell">
      {letter.value ? (
        <Told letter={letter.value} busy={action.busy} />
      ) : (
        draft.value && <Writing draft={draft.value} placeholder={placeholder} action={action} onSend={send} />
      )}
    </main>
  );
}
