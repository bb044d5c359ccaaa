/** What the page does when it opens. */
import { readPlace } from "./kit/place";
import { readMe } from "./kit/session";
import { startUpkeep } from "./kit/upkeep";

export async function start(): Promise<void> {
  await readMe();
  await readPlace().catch(() => undefined); // asked again when it is needed
  await startUpkeep();
}
