import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { place } from "../../kit/place";
import { Qr } from "../../kit/qr";
import { Frame } from "../../kit/screen";
import { Trouble } from "../../kit/trouble";
import { allWords, type Language, language, t, tIn } from "../../words";
import "../../style/poster.css";
import { knownInvites, type KnownInvite, readBook } from "./book";
import { useLink } from "./use-link";

const DAY = 86_400_000;

/** An invite for a group as one printed page, in Chinese and English. Nobody's name is on it. */
export function Poster({ code }: { code: string }) {
  const read = useSignal(false);
  const group = useSignal("");
  const chinese = language.value === "zh-Hant" ? "zh-Hant" : "zh-Hans";
  useEffect(() => {
    void Promise.all([readBook(), allWords(chinese), allWords("en")]).then(() => (read.value = true));
  }, [chinese]);
  const invite = knownInvites.value.find((one) => one.invite === code && one.made && one.kind === "group");
  return (
    <Frame title={t("poster.title")} up="/friends/invite">
      {read.value && !invite && <p class="faint">{t("poster.none")}</p>}
      {read.value && invite && (
        <>
          <p>{t("poster.what")}</p>
          <GroupField group={group} />
          <Print />
          <Sheet invite={invite} group={group.value.trim()} languages={[chinese, "en"]} />
        </>
      )}
    </Frame>
  );
}

function GroupField({ group }: { group: Signal<string> }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t("poster.group")}</label>
      <input
        id={id}
        maxLength={40}
        value={group.value}
        onInput={(event) => (group.value = event.currentTarget.value)}
      />
      <p class="hint">{t("poster.group.hint")}</p>
    </div>
  );
}

function Print() {
  if (/MicroMessenger/i.test(navigator.userAgent)) return <p class="notice">{t("poster.no-print")}</p>;
  return (
    <button class="button primary wide" type="button" onClick={() => print()}>
      {t("poster.print")}
    </button>
  );
}

interface SheetProps {
  invite: KnownInvite;
  group: string;
  languages: readonly [Language, Language];
}

function Sheet({ invite, group, languages: [first, second] }: SheetProps) {
  const { link, problem } = useLink(invite.invite);
  if (!link.value) return <Trouble of={problem.value} />;
  return (
    <div class="poster-sheet">
      <article class="poster" aria-label={t("poster.title")}>
        {group && <p class="poster-group">{group}</p>}
        <Said of={first} />
        <Qr text={link.value} label={t("invite.qr")} />
        <Said of={second} />
        <p class="poster-until">
          <span lang={first}>{until(invite, first)}</span> · <span lang={second}>{until(invite, second)}</span>
        </p>
        <p class="poster-link" dir="ltr">
          {link.value}
        </p>
      </article>
    </div>
  );
}

function Said({ of }: { of: Language }) {
  const k = place.value?.at_least ?? 12;
  return (
    <section lang={of}>
      <h2>{tIn(of, "deal.nobody.title")}</h2>
      <p>{tIn(of, "about.what", { k })}</p>
      <p>{tIn(of, "poster.how")}</p>
    </section>
  );
}

function until({ at, days }: KnownInvite, of: Language): string {
  const date = new Date(at + days * DAY).toLocaleDateString(of, { month: "long", day: "numeric" });
  return tIn(of, "poster.until", { date });
}
