import { t } from "../words";
import { session, signOut } from "./session";

/** Where a moderator works. */
export function Desk() {
  return (
    <main class="screen">
      <header class="line spread">
        <h1>{t("console.title")}</h1>
        <span class="faint">{session.value?.moderator}</span>
        <button class="button quiet" type="button" onClick={() => void signOut()}>
          {t("console.sign-out")}
        </button>
      </header>
    </main>
  );
}
