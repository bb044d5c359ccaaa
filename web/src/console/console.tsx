import { route } from "../kit/router";
import { Enrol } from "./enrol";
import { session } from "./session";
import { SignIn } from "./sign-in";
import { Desk } from "./desk";

/** The moderators' page: enrolling by a link, signing in, and the desk. */
export function Console() {
  const { screen, rest } = route.value;
  if (screen === "enrol" && rest[0]) return <Enrol link={rest[0]} />;
  return session.value ? <Desk /> : <SignIn />;
}
