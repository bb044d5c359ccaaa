/**
 * The last pages of the feed, to be read without a network. Only on this device, where signing out
 * and deleting the account wipe them; never in the cache of the service worker, which knows no member.
 */
import { Drawer } from "../../kit/store";
import type { FeedPage } from "../../kit/types";

interface Kept {
  page: FeedPage;
  /** Milliseconds on this device's clock; the server's is not known without a network. */
  at: number;
}

const drawer = new Drawer<Kept>("feed");
const MOST = 5; // pages
const LONGEST = 7 * 86_400_000; // milliseconds: a secret that was taken back must not stay for longer

/** Keeps what was read with this cursor; a first page of another edition begins anew. */
export async function keepPage(cursor: string | null, page: FeedPage): Promise<void> {
  const first = await drawer.get("");
  if (cursor === null && first?.page.edition !== page.edition) await drawer.empty();
  const known = cursor === null || (await drawer.get(cursor));
  if (known || (await drawer.all()).length < MOST) await drawer.put(cursor ?? "", { page, at: Date.now() });
}

/** What was read with this cursor, if it is still here and not too old. */
export async function keptPage(cursor: string | null): Promise<FeedPage | undefined> {
  const kept = await drawer.get(cursor ?? "");
  if (kept && Date.now() - kept.at < LONGEST) return kept.page;
  if (kept) await drawer.empty();
  return undefined;
}
