import type { Signal } from "@preact/signals";

import { InstallLine } from "../../../kit/install-line";
import { Link } from "../../../kit/link";
import { heldSecrets } from "../../../kit/outbox";
import { place } from "../../../kit/place";
import { t } from "../../../words";
import { span } from "../when";
import { whyHeld } from "../mine/why";

export interface Letter {
  id: string;
  edition: "any" | "next";
}

/** What became of it: handed over, or waiting on this device and why. */
export function Told({ letter, busy }: { letter: Letter; busy: Signal<boolean> }) {
  const waits = heldSecrets.value.find((one) => one.id === letter.id);
  if (busy.value) return <Outcome title={t("tell.sending")} why="" />;
  if (waits) return <Outcome title={t("told.held")} why={whyHeld(waits)} />;
  const edition = place.value?.rhythm.edition ?? 4 * 3600;
  const why =
    letter.edition === "any"
      ? t("told.sent-any", { span: span(3 * edition) })
      : t("told.sent-next", { span: span(edition) });
  return <Outcome title={t("told.sent")} why={why} lit />;
}

function Outcome({ title, why, lit }: { title: string; why: string; lit?: boolean }) {
  return (
    <section class="told" role="status">
      <svg class={`flying ${lit ? "lit" : ""}`} viewBox="0 0 80 110" aria-hidden="true">
        <path class="paper" d="M16 18h48c14 22 12 50-6 66H22C4 68 2 40 16 18z" />
        <path d="M16 18h48M22 84h36M32 20c-9 20-9 42 0 62M48 20c9 20 9 42 0 62" />
        <path class="flame" d="M40 78c-7-5-7-12 0-20 7 8 7 15 0 20z" />
      </svg>
      <h1>{title}</h1>
      {why && <p class="hint">{why}</p>}
      <Link class="button primary" to="/feed">
        {t("told.feed")}
      </Link>
      <Link class="button quiet" to="/mine">
        {t("told.mine")}
      </Link>
      <InstallLine />
    </section>
  );
}
