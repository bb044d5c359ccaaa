/** What the page does when it opens. */
import { lockWays, opened } from "./kit/lock";
import { readPlace } from "./kit/place";
import { readMe } from "./kit/session";
import { lookForStrangers } from "./rooms/accounts/strangers";
import { lookForVault, readWays } from "./rooms/accounts/vault-state";
import { readGate } from "./rooms/feed/gate";

export async function start(): Promise<void> {
  await opened;
  if (lockWays.value) (await import("./rooms/accounts/lock/watch")).startWatch();
  await readMe();
  await readPlace().catch(() => undefined); // asked again when it is needed
  await lookForVault();
  import("./keyboard").then(({ startKeyboard }) => startKeyboard(), () => undefined); // all works without
  const { chores, startUpkeep } = await import("./kit/upkeep"); // the first screen does without
  const { readOutcomes } = await import("./kit/outcomes");
  const { readHelp } = await import("./kit/help");
  chores.push(lookForStrangers, readWays, readGate, readOutcomes, readHelp);
  await startUpkeep();
}
