import { place } from "../../../kit/place";
import { t } from "../../../words";
import { span } from "../when";
import { change, type Draft } from "./draft";

// `tries`: of an insider who knows when everybody was online, on real friend graphs with editions of
// four hours and K = 12 (P .08 to .09 and .11).
const CHOICES = [
  { edition: "any", words: "tell.any", why: "tell.any-why", editions: 3, tries: 11 },
  { edition: "next", words: "tell.next", why: "tell.next-why", editions: 1, tries: 9 },
] as const;

/** When it comes out, and what the quicker way costs. */
export function EditionChoice({ chosen }: { chosen: Draft["edition"] }) {
  const length = place.value?.rhythm.edition ?? 4 * 3600;
  return (
    <fieldset class="stack editions">
      <legend class="unseen">{t("tell.when")}</legend>
      {CHOICES.map(({ edition, words, why, editions, tries }) => (
        <label key={edition} class="choice">
          <input type="radio" name="edition" checked={edition === chosen} onChange={() => change({ edition })} />
          <span>
            <b>{t(words)}</b>
            <small>{t(why, { span: span(length * editions), tries })}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
