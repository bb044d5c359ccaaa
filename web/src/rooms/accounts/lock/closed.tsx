import { door } from "../../../kit/lock";
import { Cover } from "./cover";
import { LockScreen } from "./lock-screen";

/** What stands here instead of the page while the lock is shut. */
export function Closed() {
  return door.value === "covered" ? <Cover /> : <LockScreen />;
}
