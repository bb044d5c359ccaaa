import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { holdSecret } from "../../kit/outbox";
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

/** Where a secret is told. `/tell/7` begins with the seventh question, `/tell/shared` with what another app gave. */
export function TellScreen({ rest: [question] }: { rest: string[] }) {
  const letter = useSignal<Letter | null>(null);
  const busy = useSignal(false);
  useDraft();
  const send = async (written: Draft) => {
    busy.value = true;
    const { look, photo, edition, reach, life } = written; // not the photo as it was before
    const { id } = await holdSecret({ text: written.text.trim(), look, photo, edition, reach, life });
    letter.value = { id, edition };
    scrollTo(0, 0);
    await beginAnew();
    tick();
    await sendHeld(id);
    busy.value = false;
  };
  const placeholder = question === undefined || question === "shared" ? t("tell.placeholder") : promptOf(Number(question));
  return (
    <main class="tell">
      {letter.value ? (
        <Told letter={letter.value} busy={busy} />
      ) : (
        draft.value && <Writing draft={draft.value} placeholder={placeholder} onSend={send} />
      )}
    </main>
  );
}
