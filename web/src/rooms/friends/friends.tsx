import { later } from "../../kit/later";
import { Invite } from "../contacts/invite";
import { KnownPeople } from "../contacts/known";
import { Paste } from "../contacts/paste";
import { FriendsHome } from "./friends-home";

const Poster = later(async () => (await import("../contacts/poster")).Poster);

/** Everything about friends; by the second part of the address. */
export function Friends({ rest: [part, code] }: { rest: string[] }) {
  if (part === "numbers") return <Paste />;
  if (part === "invite") return <Invite />;
  if (part === "poster" && code) return <Poster code={code} />;
  if (part === "known") return <KnownPeople />;
  return <FriendsHome joined={part === "joined"} />;
}
