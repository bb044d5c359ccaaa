import { useSignal } from "@preact/signals";
import { useAction } from "../kit/action";
import { unsigned } from "../kit/api";
import { Field } from "../kit/field";
import { Form } from "../kit/form";
import type { Numbered, Takedown } from "../kit/types";
import { t } from "../words";
import { Lines } from "../kit/lines";

/** What it is, by its link, its words, or both. */
export function Asking({ onAsked }: { onAsked: (number: string) => void }) {
  const [link, quotation, name, words] = [useSignal(""), useSignal(""), useSignal(""), useSignal("")];
  const wish = useSignal<Takedown["wish"]>("take-down");
  const action = useAction();
  async function ask() {
    const what = { link: link.value, quotation: quotation.value, name: name.value, words: words.value };
    onAsked((await unsigned<Numbered>("POST", "/v1/takedowns", { ...what, wish: wish.value })).number);
  }
  return (
    <>
      <p class="hint">{t("about-me.why")}</p>
      <p class="hint">{t("about-me.what")}</p>
      <p class="notice">{t("about-me.urgent")}</p>
      <Form action={action} onSubmit={ask} submit={t(wish.value === "take-down" ? "about-me.ask" : "about-me.ask-back")}>
        <div class="line" role="group" aria-label={t("about-me.wish")}>
          {(["take-down", "put-back"] as const).map((one) => (
            <button class="button" type="button" aria-pressed={wish.value === one} onClick={() => (wish.value = one)}>
              {t(`about-me.wish.${one}`)}
            </button>
          ))}
        </div>
        {wish.value === "put-back" && <p class="hint">{t("about-me.back-why")}</p>}
        <Field label={t("about-me.link")} of={link} />
        <Lines label={t("about-me.quotation")} of={quotation} hint={t("about-me.quotation-hint")} most={2000} />
        <Field label={t("about-me.name")} of={name} />
        <Lines label={t("about-me.words")} of={words} most={1000} />
      </Form>
    </>
  );
}
