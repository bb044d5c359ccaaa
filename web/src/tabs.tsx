import { newInAll } from "./kit/follows";
import { Link } from "./kit/link";
import { replaced, unkept } from "./rooms/accounts/vault-state";
import { type Plain, t } from "./words";

const TABS: readonly [screen: string, word: Plain, sign: string][] = [
  ["feed", "tab.feed", "M4 6h16M4 12h16M4 18h10"],
  ["mine", "tab.mine", "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z"],
  ["tell", "tab.tell", "M12 5v14M5 12h14"],
  ["friends", "tab.friends", "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.500a3.5 3.5 0 0 1 0 6.500M18 14.500c2 .8 3.2 2.6 3.5 5.5"],
  ["settings", "tab.settings", "M4 8h9M17 8h3M4 16h3M11 16h9M15 5.500v5M9 13.500v5"],
];

export function Tabs({ here }: { here: string }) {
  return (
    <nav class="tabs" aria-label={t("tab.all")}>
      {TABS.map(([screen, word, sign]) => (
        <Link to={`/${screen}`} class={`tab tab-${screen}`} aria-current={here === screen ? "page" : undefined}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={sign} />
          </svg>
          <span>{t(word)}</span>
          {screen === "mine" && newInAll.value > 0 && <News count={newInAll.value} />}
          {screen === "settings" && (unkept.value || replaced.value) && <Vault />}
        </Link>
      ))}
    </nav>
  );
}

/** Asked on every screen until the vault is kept, or is the account's again. */
function Vault() {
  return (
    <>
      <b class="news" aria-hidden="true">
        !
      </b>
      <span class="unseen">{t(replaced.value ? "replaced.tab" : "keep.tab")}</span>
    </>
  );
}

/** New answers in threads that this device follows. */
function News({ count }: { count: number }) {
  return (
    <>
      <b class="news" aria-hidden="true">
        {count > 99 ? "99+" : count}
      </b>
      <span class="unseen">{t("follow.tab", { n: count })}</span>
    </>
  );
}
