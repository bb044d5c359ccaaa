import { type Signal, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { useAction } from "../../kit/action";
import { Form } from "../../kit/form";
import { Frame } from "../../kit/screen";
import { t } from "../../words";
import { makeInvite } from "./actions";
import type { KnownInvite } from "./book";
import { InviteLink } from "./invite-link";

const DAYS = 7;
const KINDS = ["one", "group"] as const;
type Kind = (typeof KINDS)[number];

/** Makes an invite for one person, or for a group whose members all become friends. */
export function Invite() {
  const kind = useSignal<Kind>("one");
  const note = useSignal("");
  const made = useSignal<KnownInvite | null>(null);
  const action = useAction();
  const id = useId();
  const make = async () => (made.value = await makeInvite(kind.value, DAYS, note.value.trim()));
  if (made.value) {
    return (
      <Frame title={t("invite.ready")} up="/friends">
        <InviteLink invite={made.value} />
      </Frame>
    );
  }
  return (
    <Frame title={t("invite.title")} up="/friends">
      <Form action={action} onSubmit={make} submit={t("invite.make")}>
        <fieldset class="stack">
          <legend class="unseen">{t("invite.kind")}</legend>
          {KINDS.map((one) => (
            <KindChoice key={one} one={one} kind={kind} />
          ))}
        </fieldset>
        <div class="field">
          <label for={id}>{t("invite.note")}</label>
          <input
            id={id}
            maxLength={40}
            value={note.value}
            onInput={(event) => (note.value = event.currentTarget.value)}
          />
          <p class="hint">{t("invite.note.hint")}</p>
        </div>
      </Form>
    </Frame>
  );
}

function KindChoice({ one, kind }: { one: Kind; kind: Signal<Kind> }) {
  return (
    <label class="choice">
      <input type="radio" name="kind" checked={kind.value === one} onChange={() => (kind.value = one)} />
      <span>
        <b>{t(`invite.${one}`)}</b>
        <small>{t(`invite.${one}.hint`, { days: DAYS })}</small>
      </span>
    </label>
  );
}
