import { useSignal } from "@preact/signals";
import { Frame } from "../../kit/screen";
import { t } from "../../words";
import { KeepWays, type Part } from "./keep-ways";
import { VaultPin } from "./new-pin";
import { unkept } from "./vault-state";
import { WriteWords } from "./write-words";

const TITLES = { pin: "keep.pin", words: "words.title" } as const;

/** After registration: the one moment in which it costs nothing to keep the vault. */
export function KeepVault({ onDone }: { onDone: () => void }) {
  const part = useSignal<Part | null>(null);
  const back = () => (part.value = null);
  if (part.value) {
    return (
      <Frame key={part.value} title={t(TITLES[part.value])}>
        {part.value === "pin" ? <VaultPin onDone={back} /> : <WriteWords onDone={back} />}
        <button class="button quiet wide" type="button" onClick={back}>
          {t("keep.other")}
        </button>
      </Frame>
    );
  }
  return (
    <Frame key="ways" title={t("keep.title")}>
      <p>{t("keep.why")}</p>
      <KeepWays onPart={(one) => (part.value = one)} />
      {unkept.value ? <Without onDone={onDone} /> : <Done onDone={onDone} />}
    </Frame>
  );
}

function Without({ onDone }: { onDone: () => void }) {
  return (
    <>
      <Loss />
      <button class="button quiet wide" type="button" onClick={onDone}>
        {t("words.later")}
      </button>
    </>
  );
}

function Done({ onDone }: { onDone: () => void }) {
  return (
    <button class="button primary wide" type="button" onClick={onDone}>
      {t("keep.done")}
    </button>
  );
}

/** What a lost device takes with it when nothing was kept: said before it matters. */
export function Loss() {
  return (
    <section class="panel">
      <h2>{t("loss.title")}</h2>
      <ul class="dots hint">
        <li>{t("loss.back")}</li>
        <li>{t("loss.gone")}</li>
        <li>{t("loss.mute")}</li>
      </ul>
    </section>
  );
}
