import { type PlainKey, t } from "../../words";
import { Words } from "../secrets/card";
import { Scene } from "../secrets/looks/scene";

const LOOKS = ["sea-waves", "dawn-blossom", "moss-pines"];

/** What a secret looks like, for whom none has reached yet. It says that it is nobody's. */
export function SampleCard({ number }: { number: number }) {
  const look = LOOKS[number % LOOKS.length]!;
  return (
    <section class="card" aria-label={t("sample.label")}>
      <Scene look={look} seed={look} />
      <header class="card-top">
        <span class="mark">{t("sample.label")}</span>
      </header>
      <Words text={t(`sample.${number}` as PlainKey)} />
      <footer class="card-foot sample-foot">{t("sample.why")}</footer>
    </section>
  );
}
