import { route } from "../kit/router";
import { LanguageChoice } from "../rooms/accounts/language-choice";
import { type PlainKey, t } from "../words";
import { Acts } from "./acts";
import { Find } from "./find";
import { Queue } from "./queue";
import { Requests } from "./requests";
import { Rest } from "./rest";
import { session, signOut } from "./session";

const PARTS: readonly [part: string, title: PlainKey][] = [
  ["queue", "console.queue"],
  ["requests", "console.requests"],
  ["find", "console.find"],
  ["acts", "console.acts"],
];

/** Where a moderator works. */
export function Desk() {
  const { screen, rest } = route.value;
  const [here, title] = PARTS.find(([part]) => part === screen) ?? PARTS[0]!;
  return (
    <div class="desk">
      <Head />
      <nav class="line" aria-label={t("console.parts")}>
        {PARTS.map(([part, name]) => (
          <a class="button" href={`#/${part}`} aria-current={part === here ? "page" : undefined}>
            {t(name)}
          </a>
        ))}
      </nav>
      <Rest />
      <main>
        <h1 class="unseen">{t(title)}</h1>
        {here === "queue" && <Queue chosen={rest[0]} />}
        {here === "requests" && <Requests />}
        {here === "find" && <Find />}
        {here === "acts" && <Acts />}
      </main>
    </div>
  );
}

function Head() {
  return (
    <header class="line spread">
      <b>{t("console.title")}</b>
      <span class="line">
        <span class="faint">{session.value?.moderator}</span>
        <LanguageChoice />
        <button class="button quiet" type="button" onClick={() => void signOut()}>
          {t("console.sign-out")}
        </button>
      </span>
    </header>
  );
}
