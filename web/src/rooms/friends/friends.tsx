import { Invite } from "../contacts/invite";
import { KnownPeople } from "../contacts/known";
import { Paste } from "../contacts/paste";
import { FriendsHome } from "./friends-home";

/** Everything about friends; by the second part of the address. */
export function Friends({ rest: [part] }: { rest: string[] }) {
  if (part === "numbers") return <Paste />;
  if (part === "invite") return <Invite />;
  if (part === "known") return <KnownPeople />;
  return <FriendsHome joined={part === "joined"} />;
}
