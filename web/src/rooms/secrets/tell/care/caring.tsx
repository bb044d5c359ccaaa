import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { t } from "../../../../words";
import { book, knownInvites, readBook } from "../../../contacts/book";
import { change } from "../draft";
import { distressed, helpFor, type Mark, marksIn, namesIn, replaced } from ".";

const PAUSE = 350; // milliseconds after the last letter

/** Names in the notes that the member wrote beside numbers and invites. */
const names = () => [...book.value, ...knownInvites.value].flatMap(({ note }) => namesIn(note));

/** What could give away, with something vaguer to put in its place; and where there is help. */
export function Caring({ text }: { text: string }) {
  const looked = useSignal(text);
  const kept = useSignal<readonly string[]>([]);
  useEffect(() => void readBook().catch(() => undefined), []);
  useEffect(() => {
    const timer = setTimeout(() => (looked.value = text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  if (looked.value !== text) return <Quiet text={text} />; // marks of another text would stand elsewhere
  const wordsOf = ({ start, end }: Mark) => text.slice(start, end);
  const marks = marksIn(text, names()).filter((mark) => !kept.value.includes(wordsOf(mark)));
  return (
    <>
      <Quiet text={text} />
      <div role="status">
        {marks.length > 0 && (
          <section class="caring">
            <h2>{t("care.title")}</h2>
            <ul>
              {marks.map((mark) => (
                <Line key={`${mark.kind}${wordsOf(mark)}`} mark={mark} text={text} onKeep={() => (kept.value = [...kept.value, wordsOf(mark)])} />
              ))}
            </ul>
            <p class="faint">{t("care.why")}</p>
          </section>
        )}
      </div>
    </>
  );
}

interface LineProps {
  mark: Mark;
  text: string;
  onKeep: () => void;
}

function Line({ mark, text, onKeep }: LineProps) {
  return (
    <li>
      <p>
        <mark dir="auto">{text.slice(mark.start, mark.end)}</mark> <span class="faint">{t(`care.${mark.kind}`)}</span>
      </p>
      <div class="caring-choices">
        {mark.instead.map((words) => (
          <button key={words} class="chip" type="button" onClick={() => change({ text: replaced(text, mark, words) })}>
            {t("care.change", { words })}
          </button>
        ))}
        <button class="chip quiet" type="button" onClick={onKeep}>
          {t("care.keep")}
        </button>
      </div>
    </li>
  );
}

/** Only while the words are on the screen; nothing is noted. */
function Quiet({ text }: { text: string }) {
  if (!distressed(text)) return null;
  const help = helpFor(navigator.languages);
  return (
    <section class="notice caring-quiet" role="status">
      <p>{t("care.quiet")}</p>
      <p>{help ? t("care.line", { ...help }) : t("care.elsewhere")}</p>
      <p class="faint">{t("care.unseen")}</p>
    </section>
  );
}
