import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { go } from "../../kit/router";
import { t } from "../../words";
import { codeIn } from "./actions";
import { keepInvite } from "./pending";

/** For an invite link that another app would not open here. */
export function EnterInvite() {
  const pasted = useSignal("");
  const wrong = useSignal(false);
  const id = useId();
  const open = (event: Event) => {
    event.preventDefault();
    const code = codeIn(pasted.value);
    wrong.value = code === null;
    if (code === null) return;
    keepInvite(code);
    go("/invited");
  };
  return (
    <details>
      <summary>{t("enter.title")}</summary>
      <form class="stack" onSubmit={open}>
        <div class="field">
          <label for={id}>{t("enter.label")}</label>
          <input
            id={id}
            autocomplete="off"
            value={pasted.value}
            aria-invalid={wrong.value}
            onInput={(event) => (pasted.value = event.currentTarget.value)}
          />
          {wrong.value && (
            <p class="wrong" role="alert">
              {t("enter.wrong")}
            </p>
          )}
        </div>
        <button class="button wide" disabled={!pasted.value.trim()}>
          {t("enter.open")}
        </button>
      </form>
    </details>
  );
}
