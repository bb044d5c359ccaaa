import { useSignal } from "@preact/signals";
import { useAction } from "../kit/action";
import { unsigned } from "../kit/api";
import { Field } from "../kit/field";
import { Form } from "../kit/form";
import type { Numbered } from "../kit/types";
import { t } from "../words";
import { Lines } from "../kit/lines";

/** What it is, by its link, its words, or both. */
export function Asking({ onAsked }: { onAsked: (number: string) => void }) {
  const [link, quotation, name, words] = [useSignal(""), useSignal(""), useSignal(""), useSignal("")];
  const action = useAction();
  async function ask() {
    const body = { link: link.value, quotation: quotation.value, name: name.value, words: words.value };
    onAsked((await unsigned<Numbered>("POST", "/v1/takedowns", body)).number);
  }
  return (
    <>
      <p class="hint">{t("about-me.why")}</p>
      <p class="hint">{t("about-me.what")}</p>
      <p class="notice">{t("about-me.urgent")}</p>
      <Form action={action} onSubmit={ask} submit={t("about-me.ask")}>
        <Field label={t("about-me.link")} of={link} />
        <Lines label={t("about-me.quotation")} of={quotation} hint={t("about-me.quotation-hint")} most={2000} />
        <Field label={t("about-me.name")} of={name} />
        <Lines label={t("about-me.words")} of={words} most={1000} />
      </Form>
    </>
  );
}
