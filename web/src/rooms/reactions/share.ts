/** Sharing: the member's own apps first, else the clipboard. */
import { signed } from "../../kit/api";
import { place } from "../../kit/place";
import { me } from "../../kit/session";
import { t } from "../../words";

export function linkOf(secret: string): string {
  return `${place.value?.url ?? location.origin}/s/${secret}`;
}

/** What to say afterwards; null when nothing need be said, because another app took over. */
export async function share(secret: string, open: boolean): Promise<string | null> {
  const link = linkOf(secret);
  const said = "share" in navigator ? await byApp(link) : await byClipboard(link, open);
  if (said !== "given up" && me.value) await signed("PUT", `/v1/secrets/${secret}/share`);
  return said === "given up" ? null : said;
}

async function byApp(url: string): Promise<null | "given up"> {
  try {
    await navigator.share({ url, title: t("app.name"), text: t("card.share-text") });
    return null;
  } catch {
    return "given up"; // the sheet was closed again
  }
}

async function byClipboard(link: string, open: boolean): Promise<string> {
  try {
    await navigator.clipboard.writeText(link);
    return t(open ? "card.copied-public" : "card.copied");
  } catch {
    return t("card.not-copied", { link });
  }
}
