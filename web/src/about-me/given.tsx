import { useEffect, useRef } from "preact/hooks";
import { t } from "../words";

/** The number, this once; the same whether or not anything was found. */
export function Given({ number }: { number: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="panel">
      <h2 ref={title} tabIndex={-1}>
        {t("about-me.got")}
      </h2>
      <p class="faint">{t("about-me.number")}</p>
      <output class="mono">{number}</output>
      <p>{t("about-me.keep")}</p>
      <p class="faint">{t("about-me.never")}</p>
    </section>
  );
}
