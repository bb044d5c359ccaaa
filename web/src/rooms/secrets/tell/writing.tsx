import type { Action } from "../../../kit/action";
import { back } from "../../../kit/router";
import { Trouble } from "../../../kit/trouble";
import { t } from "../../../words";
import { countGraphemes } from "../lettering";
import { MOST } from "../limits";
import { Assurance } from "./assurance";
import { Care } from "./care";
import type { Draft } from "./draft";
import { EditionChoice } from "./edition-choice";
import { FromElsewhere } from "./from-elsewhere";
import { LookPicker } from "./look-picker";
import { Options } from "./options";
import { left } from "./passes";
import { PhotoPicker } from "./photo-picker";
import { PhotoTone } from "./photo-tone";
import { Stage } from "./stage";

interface WritingProps {
  draft: Draft;
  placeholder: string;
  action: Action;
  onSend: (written: Draft) => Promise<void>;
}

/** The form: the card to write on, and below it all that is decided before it goes. */
export function Writing({ draft, placeholder, action, onSend }: WritingProps) {
  const room = MOST - countGraphemes(draft.text.trim());
  const ready = draft.text.trim() !== "" && room >= 0;
  const submit = (event: Event) => {
    event.preventDefault();
    if (ready) void action.run(() => onSend(draft));
  };
  return (
    <form onSubmit={submit}>
      <Head room={room} />
      <FromElsewhere />
      <Stage draft={draft} placeholder={placeholder} />
      <div class="tell-tools stack">
        {draft.text.trim() !== "" && <Care text={draft.text} />}
        {!draft.photo && <LookPicker chosen={draft.look} />}
        <PhotoPicker photo={draft.photo} />
        {draft.original && <PhotoTone photo={draft.photo} original={draft.original} tone={draft.tone} />}
        <EditionChoice chosen={draft.edition} />
        <Options reach={draft.reach} life={draft.life} />
        <Assurance />
      </div>
      <footer class="tell-foot">
        <Trouble of={action.problem.value} />
        <button class="button primary wide" disabled={!ready || action.busy.value}>
          {t("tell.send")}
        </button>
        {left.value !== null && left.value > 0 && <p class="faint">{t("tell.tokens", { n: left.value })}</p>}
      </footer>
    </form>
  );
}

function Head({ room }: { room: number }) {
  return (
    <header class="screen-head tell-head">
      <button class="sign" type="button" aria-label={t("tell.close")} onClick={() => back("/feed")}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 6l12 12M18 6 6 18" />
        </svg>
      </button>
      <h1>{t("tell.title")}</h1>
      <Count room={room} />
    </header>
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
