import { useSignal } from "@preact/signals";
import { t } from "../../words";
import { book, type Known } from "./book";

const SHOWN = 50; // an address book has thousands, and a page of thousands of buttons is slow

/** The numbers of this device, to choose one. */
export function KnownNumbers({ onChosen }: { onChosen: (one: Known) => void }) {
  const sought = useSignal("");
  const found = book.value.filter((one) => matches(one, sought.value));
  if (book.value.length === 0) return <p class="faint">{t("known.no-numbers")}</p>;
  return (
    <>
      {book.value.length > SHOWN && (
        <input
          type="search"
          autocomplete="off"
          aria-label={t("known.search")}
          placeholder={t("known.search")}
          value={sought.value}
          onInput={(event) => (sought.value = event.currentTarget.value)}
        />
      )}
      <ul class="rows">
        {found.slice(0, SHOWN).map((one) => (
          <li key={one.number}>
            <button class="row" type="button" onClick={() => onChosen(one)}>
              <span>
                {one.note || one.number}
                <span class="faint">{one.note ? one.number : ""}</span>
              </span>
              {one.state !== "sent" && <span class="tag">{t(`known.${one.state}`)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {found.length > SHOWN && <p class="faint">{t("known.more", { n: found.length - SHOWN })}</p>}
    </>
  );
}

function matches({ number, note }: Known, sought: string): boolean {
  const digits = sought.normalize("NFKC").replace(/\D/g, "");
  return note.includes(sought.trim()) || (digits !== "" && number.includes(digits));
}
