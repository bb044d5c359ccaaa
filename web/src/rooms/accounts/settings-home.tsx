import { useEffect } from "preact/hooks";
import { Link } from "../../kit/link";
import { place } from "../../kit/place";
import { Frame } from "../../kit/screen";
import { me } from "../../kit/session";
import { Trouble } from "../../kit/trouble";
import { alarm } from "../../kit/upkeep";
import { type PlainKey, t } from "../../words";
import { KeepNotice } from "./keep-notice";
import { LanguageChoice } from "./language-choice";
import { SignOut } from "./sign-out";
import { readWays } from "./vault-state";
import { Texts } from "./texts";

const PARTS: readonly [to: string, title: PlainKey][] = [
  ["/settings/appearance", "settings.appearance"],
  ["/settings/lock", "settings.lock"],
  ["/settings/notices", "settings.notices"],
  ["/settings/vault", "settings.vault"],
  ["/settings/devices", "settings.devices"],
  ["/settings/own", "settings.own"],
  ["/settings/number", "settings.number"],
  ["/settings/elsewhere", "settings.elsewhere"],
  ["/settings/circle", "settings.circle"],
  ["/settings/jury", "jury.title"],
  ["/settings/about", "settings.about"],
  ["/settings/delete", "settings.delete"],
];

/** Where this server signs nobody in by WeChat or WeCom, there is nothing to link. */
const offered = ([to]: (typeof PARTS)[number]) => to !== "/settings/elsewhere" || place.value?.elsewhere.length;

export function SettingsHome() {
  useEffect(() => void readWays().catch(() => undefined), []); // offline it says what it knew
  return (
    <Frame title={t("tab.settings")}>
      <p class="faint">{t("settings.me", { phone: me.value?.phone || t("arrived.yours") })}</p>
      <Trouble of={alarm.value} />
      <LanguageChoice />
      <ul class="rows">
        {PARTS.filter(offered).map(([to, title]) => (
          <li>
            <Link class="row" to={to}>
              <span>{t(title)}</span>
              <svg class="chevron" viewBox="0 0 24 24" aria-hidden="true">
                <path d="M9 5l7 7-7 7" />
              </svg>
            </Link>
          </li>
        ))}
      </ul>
      <KeepNotice />
      <Texts />
      <SignOut />
    </Frame>
  );
}
