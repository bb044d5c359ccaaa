import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { holdSecret } from "../../kit/outbox";
import { back } from "../../kit/router";
import { sendHeld } from "../../kit/sending";
import { t } from "../../words";
import { countGraphemes } from "./lettering";
import { MOST } from "./limits";
import { promptOf } from "./prompts";
import { Assurance } from "./tell/assurance";
import { circle, countPasses, left, readCircle } from "./tell/circle";
import { beginAnew, type Draft, draft, readDraft, writeDown } from "./tell/draft";
import { EditionChoice } from "./tell/edition-choice";
import { LookPicker } from "./tell/look-picker";
import { PhotoPicker } from "./tell/photo-picker";
import { Stage } from "./tell/stage";
import { type Letter, Told } from "./tell/told";

/** Where a secret is told. `/tell/7` begins with the seventh question. */
export function TellScreen({ rest: [question] }: { rest: string[] }) {
  const letter = useSignal<Letter | null>(null);
  const busy = useSignal(false);
  useEffect(() => {
    scrollTo(0, 0);
    void readDraft();
    void countPasses();
    if (!circle.value) void readCircle(); // opened straight here
    addEventListener("pagehide", writeDown);
    return () => {
      removeEventListener("pagehide", writeDown);
      void writeDown();
    };
  }, []);
  const send = async (written: Draft) => {
    busy.value = true;
    const { id, edition } = await holdSecret({ ...written, text: written.text.trim() });
    letter.value = { id, edition };
    await beginAnew();
    await sendHeld();
    busy.value = false;
  };
  if (letter.value) {
    return (
      <main class="tell">
        <Told letter={letter.value} busy={busy} />
      </main>
    );
  }
  const placeholder = question === undefined ? t("tell.placeholder") : promptOf(Number(question));
  return (
    <main class="tell">
      {draft.value && <Writing draft={draft.value} placeholder={placeholder} onSend={send} />}
    </main>
  );
}

interface WritingProps {
  draft: Draft;
  placeholder: string;
  onSend: (written: Draft) => Promise<void>;
}

function Writing({ draft, placeholder, onSend }: WritingProps) {
  const room = MOST - countGraphemes(draft.text.trim());
  const ready = draft.text.trim() !== "" && room >= 0;
  const submit = (event: Event) => {
    event.preventDefault();
    if (ready) void onSend(draft);
  };
  return (
    <form onSubmit={submit}>
      <header class="screen-head tell-head">
        <button class="sign" type="button" aria-label={t("tell.close")} onClick={() => back("/feed")}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M6 6l12 12M18 6 6 18" />
          </svg>
        </button>
        <h1>{t("tell.title")}</h1>
        <Count room={room} />
      </header>
      <Stage draft={draft} placeholder={placeholder} />
      <div class="tell-tools stack">
        {!draft.photo && <LookPicker chosen={draft.look} />}
        <PhotoPicker photo={draft.photo} />
        <EditionChoice chosen={draft.edition} />
        <Assurance />
      </div>
      <footer class="tell-foot">
        <button class="button primary wide" disabled={!ready}>
          {t("tell.send")}
        </button>
        {left.value !== null && left.value > 0 && <p class="faint">{t("tell.tokens", { n: left.value })}</p>}
      </footer>
    </form>
  );
}

/** How much room is left. It is read out only near the end, not at every letter. */
function Count({ room }: { room: number }) {
  const words = room < 0 ? t("tell.over", { n: -room }) : t("tell.left", { n: room });
  return (
    <>
      <span class={`count ${room < 0 ? "over" : ""}`} aria-hidden="true">
        {room}
      </span>
      <span class="unseen" id="count" role={room <= 20 ? "status" : undefined}>
        {words}
      </span>
    </>
  );
}
