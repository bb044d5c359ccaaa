import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { door } from "../../../kit/lock";
import { type PlainKey, t } from "../../../words";

const THINGS: readonly PlainKey[] = ["cover.1", "cover.2", "cover.3", "cover.4", "cover.5", "cover.6"];
const PRESSES = 3;

/** A list for the shop. Three presses on its title lead to the lock; nothing says so here. */
export function Cover() {
  const pressed = useSignal(0);
  useEffect(() => {
    document.title = t("cover.title");
    document.querySelector("link[rel=icon]")?.remove();
  }, []);
  const press = () => {
    pressed.value += 1;
    if (pressed.value === PRESSES) door.value = "locked";
  };
  return (
    <main class="screen cover">
      <h1>
        <button class="plain" type="button" onClick={press}>
          {t("cover.title")}
        </button>
      </h1>
      <ul class="rows">
        {THINGS.map((one) => (
          <li key={one}>
            <label class="row">
              <input type="checkbox" />
              <span>{t(one)}</span>
            </label>
          </li>
        ))}
      </ul>
    </main>
  );
}
