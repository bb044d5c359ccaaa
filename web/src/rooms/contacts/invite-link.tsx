import { CopyButton, ShareButton } from "../../kit/copy";
import { Link } from "../../kit/link";
import { place } from "../../kit/place";
import { Qr } from "../../kit/qr";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import type { KnownInvite } from "./book";
import { useLink } from "./use-link";

/** An invite to hand on: a code to scan, a link to send in any messenger. */
export function InviteLink({ invite }: { invite: KnownInvite }) {
  const { link, problem } = useLink(invite.invite);
  if (!link.value) return <Trouble of={problem.value} />;
  const cards = place.value?.cards;
  const message = t("invite.message", { link: link.value });
  return (
    <>
      <Qr text={link.value} label={t("invite.qr")} />
      <p class="hint">{t(`invite.${invite.kind}.hint`, { days: invite.days })}</p>
      <p class="link-text" dir="ltr">
        {link.value}
      </p>
      <ShareButton text={message} label={t("invite.share")} />
      <CopyButton text={link.value} label={t("invite.copy")} />
      {invite.kind === "group" && (
        <Link class="button wide" to={`/friends/poster/${invite.invite}`}>
          {t("invite.poster")}
        </Link>
      )}
      {cards && /MicroMessenger/i.test(navigator.userAgent) && (
        <a class="button wide" href={`${cards}/card#${link.value.split("#")[1]}`}>
          {t("invite.card")}
        </a>
      )}
    </>
  );
}
