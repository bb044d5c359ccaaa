import { useAction } from "../../kit/action";
import { fingerprint } from "../../kit/fingerprint";
import { trustKey } from "../../kit/keyring";
import { place } from "../../kit/place";
import { Frame } from "../../kit/screen";
import { alarm, upkeep } from "../../kit/upkeep";
import { language, type PlainKey, t } from "../../words";

const PROMISES: readonly PlainKey[] = [
  "promise.1",
  "promise.2",
  "promise.3",
  "promise.4",
  "promise.5",
  "promise.6",
  "promise.7",
  "promise.8",
];
const NOT: readonly PlainKey[] = ["not.1", "not.2", "not.3", "not.4", "not.5"];

/** What is promised, what is not, and the key that all tokens of this server come from. */
export function About() {
  const k = place.value?.at_least ?? 12;
  return (
    <Frame title={t("settings.about")} up="/settings">
      <p>{t("about.what", { k })}</p>
      <h2>{t("about.promises")}</h2>
      <ul class="dots">
        {PROMISES.map((one) => (
          <li>{t(one)}</li>
        ))}
      </ul>
      <h2>{t("about.not")}</h2>
      <ul class="dots">
        {NOT.map((one) => (
          <li>{t(one)}</li>
        ))}
      </ul>
      <a href={`/promises?language=${language.value}`} target="_blank" rel="noreferrer">
        {t("about.proofs")}
      </a>
      {place.value && !place.value.vouched && <p class="wrong">{t("circle.unvouched")}</p>}
      <TokenKey />
      <Source />
    </Frame>
  );
}

/** What the licence gives everybody who uses this server. */
function Source() {
  const source = place.value?.source;
  if (!source?.startsWith("https://")) return null;
  return (
    <a href={source} rel="noreferrer">
      {t("about.source")}
    </a>
  );
}

function TokenKey() {
  const action = useAction();
  const key = place.value?.token_key;
  if (!key) return null;
  const trust = async () => {
    await trustKey(key);
    alarm.value = null;
    await upkeep();
  };
  return (
    <section class="panel">
      <h2>{t("about.key")}</h2>
      <p class="fingerprint" translate={false}>
        {fingerprint(key).spoken}
      </p>
      <p class="hint">{t("about.key.why")}</p>
      {alarm.value === "key-changed" && (
        <button class="button danger wide" type="button" onClick={() => void action.run(trust)}>
          {t("about.key.trust")}
        </button>
      )}
    </section>
  );
}
