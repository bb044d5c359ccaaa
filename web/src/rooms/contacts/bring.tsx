import { computed, signal, useSignal } from "@preact/signals";
import type { Action } from "../../kit/action";
import { type PlainKey, t } from "../../words";
import { dialled } from "./actions";
import type { Found } from "./numbers";
import { canPick, pick } from "./picker";
import { type Read, read } from "./reading";

/** Numbers of files and of the phone's own contacts, until they are sent or put away. */
export const brought = signal<Read | null>(null);

/** Without notes: of an address book only the numbers are kept. */
export const broughtNumbers = computed<Found[]>(() =>
  dialled((brought.value?.numbers ?? []).map((number) => ({ number, note: "" }))),
);

function bring({ numbers, unread }: Read): void {
  const before = brought.value ?? { numbers: [], unread: 0 };
  brought.value = {
    numbers: [...new Set([...before.numbers, ...numbers])],
    unread: before.unread + unread,
  };
}

// Phones do not agree on what these files are called.
const KINDS = ".vcf,.vcard,.csv,.txt,text/vcard,text/x-vcard,text/directory,text/csv,text/comma-separated-values,text/plain";

/** Ways to bring a whole address book; nothing is sent yet. */
export function Bring({ action }: { action: Action }) {
  const reading = useSignal(false);
  const fromFiles = async (files: File[]) => bring(await read(files));
  const chosen = async (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    input.value = ""; // so that the same file can be chosen again
    reading.value = files.length > 0;
    if (files.length) await action.run(() => fromFiles(files));
    reading.value = false;
  };
  const picked = () => action.run(async () => bring(await pick()));
  return (
    <>
      <label class="button wide" aria-busy={reading.value}>
        <input class="unseen" type="file" multiple accept={KINDS} onChange={(event) => void chosen(event.currentTarget)} />
        {t(reading.value ? "bring.reading" : "bring.file")}
      </label>
      {canPick() && (
        <button class="button wide" type="button" onClick={() => void picked()}>
          {t("bring.pick")}
        </button>
      )}
      {brought.value && <Brought unread={brought.value.unread} />}
      <HowToExport />
    </>
  );
}

/** What was found, before anything is sent. */
function Brought({ unread }: { unread: number }) {
  const n = broughtNumbers.value.length;
  return (
    <div class="notice stack" role="status">
      <p>{n ? t("bring.found", { n }) : t("bring.nothing")}</p>
      {unread > 0 && <p>{t("bring.unread", { n: unread })}</p>}
      {n > 0 && (
        <button class="button quiet" type="button" onClick={() => (brought.value = null)}>
          {t("bring.away")}
        </button>
      )}
    </div>
  );
}

const PHONES: readonly [name: PlainKey, how: PlainKey][] = [
  ["export.iphone", "export.iphone.how"],
  ["export.android", "export.android.how"],
  ["export.google", "export.google.how"],
  ["export.outlook", "export.outlook.how"],
  ["export.other", "export.other.how"],
];

function HowToExport() {
  return (
    <details>
      <summary>{t("export.title")}</summary>
      <dl class="stack">
        {PHONES.map(([name, how]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd class="hint">{t(how)}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{t("export.after")}</p>
    </details>
  );
}
