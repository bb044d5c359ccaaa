import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAction } from "../../kit/action";
import { Frame } from "../../kit/screen";
import { Sheet } from "../../kit/sheet";
import { Trouble } from "../../kit/trouble";
import { language, t } from "../../words";
import { block, leave, unblock, unfriend } from "./actions";
import { type Known, knownInvites, type KnownInvite, readBook } from "./book";
import { ByNumber } from "./by-number";
import { InviteLink } from "./invite-link";
import { KnownNumbers } from "./known-numbers";

/** The numbers and invites of this device, to end what was begun with them. */
export function KnownPeople() {
  const number = useSignal<Known | null>(null);
  const invite = useSignal<KnownInvite | null>(null);
  const noted = useSignal(false);
  const close = (done: boolean) => {
    [number.value, invite.value] = [null, null];
    noted.value = done;
  };
  const read = useSignal(false);
  useEffect(() => void readBook().then(() => (read.value = true)), []);
  if (!read.value) return <Frame title={t("known.title")} up="/friends">{null}</Frame>;
  return (
    <Frame title={t("known.title")} up="/friends">
      <p>{t("known.why")}</p>
      {noted.value && (
        <p class="notice" role="status">
          {t("known.noted")}
        </p>
      )}
      <h2>{t("known.numbers")}</h2>
      <KnownNumbers onChosen={(one) => (number.value = one)} />
      <ByNumber onChosen={(typed) => (number.value = { number: typed, note: "", state: "sent" })} />
      <h2>{t("known.invites")}</h2>
      {knownInvites.value.length === 0 && <p class="faint">{t("known.no-invites")}</p>}
      <ul class="rows">
        {knownInvites.value.map((one) => (
          <li key={one.invite}>
            <button class="row" type="button" onClick={() => (invite.value = one)}>
              <span>
                {one.note || t(one.made ? `known.made.${one.kind}` : "known.accepted")}
                <span class="faint">{new Date(one.at).toLocaleDateString(language.value)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {number.value && <NumberSheet one={number.value} onClose={close} />}
      {invite.value && <InviteSheet one={invite.value} onClose={close} />}
    </Frame>
  );
}

function NumberSheet({ one, onClose }: { one: Known; onClose: (done: boolean) => void }) {
  const action = useAction();
  const act = async (work: () => Promise<void>) => (await action.run(work)) && onClose(true);
  return (
    <Sheet title={one.note || one.number} onClose={() => onClose(false)}>
      <p class="hint">{t("known.alike")}</p>
      <Trouble of={action.problem.value} />
      {one.state === "blocked" ? (
        <button class="button wide" type="button" onClick={() => void act(() => unblock(one.number))}>
          {t("known.unblock")}
        </button>
      ) : (
        <>
          <button class="button wide" type="button" onClick={() => void act(() => unfriend(one.number))}>
            {t("known.unfriend")}
          </button>
          <button
            class="button danger wide"
            type="button"
            onClick={() => void act(() => block(one.number, one.note))}
          >
            {t("known.block")}
          </button>
        </>
      )}
    </Sheet>
  );
}

function InviteSheet({ one, onClose }: { one: KnownInvite; onClose: (done: boolean) => void }) {
  const action = useAction();
  const go = async () => (await action.run(() => leave(one.invite))) && onClose(true);
  return (
    <Sheet title={one.note || t(one.made ? `known.made.${one.kind}` : "known.accepted")} onClose={() => onClose(false)}>
      {one.made && <InviteLink invite={one} />}
      <p class="hint">{t("known.leave.hint")}</p>
      <Trouble of={action.problem.value} />
      <button class="button danger wide" type="button" onClick={() => void go()}>
        {t("known.leave")}
      </button>
    </Sheet>
  );
}
