import { About } from "./about";
import { Appearance } from "./appearance";
import { ChangeNumber } from "./change-number";
import { DeleteAccount } from "./delete-account";
import { Devices } from "./devices";
import { Jury } from "../jurors/jury";
import { Notifications } from "../notifications/notifications";
import { LeaveCircle } from "../circles/leave-circle";
import { ElsewhereSettings } from "./elsewhere-settings";
import { LockSettings } from "./lock/lock-settings";
import { OwnData } from "./own/own-data";
import { SettingsHome } from "./settings-home";
import { PinScreen, VaultScreen } from "./vault-screen";
import { VaultWords } from "./vault-words";

const PARTS = {
  appearance: Appearance,
  notices: Notifications,
  devices: Devices,
  lock: LockSettings,
  vault: VaultScreen,
  pin: PinScreen,
  words: VaultWords,
  own: OwnData,
  number: ChangeNumber,
  elsewhere: ElsewhereSettings,
  circle: LeaveCircle,
  jury: Jury,
  about: About,
  delete: DeleteAccount,
};

/** Everything a member can set; by the second part of the address. */
export function Settings({ rest: [part] }: { rest: string[] }) {
  const Part = part && part in PARTS ? PARTS[part as keyof typeof PARTS] : SettingsHome;
  return <Part />;
}
