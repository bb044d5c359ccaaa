/** What the page does when it opens. */
import { readPlace } from "./kit/place";
import { readMe } from "./kit/session";
import { chores, startUpkeep } from "./kit/upkeep";
import { lookForStrangers } from "./rooms/accounts/strangers";
import { lookForVault, readWays } from "./rooms/accounts/ways";
import { readGate } from "./rooms/feed/gate";

export async function start(): Promise<void> {
  await readMe();
  await readPlace().catch(() => undefined); // asked again when it is needed
  await lookForVault();
  chores.push(lookForStrangers, readWays, readGate);
  await startUpkeep();
}
