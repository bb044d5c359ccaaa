/** Every screen by the first part of its address. */
import type { Screen } from "./app";
import { ThreadScreen } from "./rooms/comments/thread-screen";
import { FeedScreen } from "./rooms/feed/feed-screen";
import { MineScreen } from "./rooms/secrets/mine-screen";
import { TellScreen } from "./rooms/secrets/tell-screen";
import { Friends } from "./rooms/friends/friends";
import { Invited } from "./rooms/contacts/invited";
import { Settings } from "./rooms/accounts/settings";
import { SignIn } from "./rooms/accounts/sign-in";
import { WaitingScreen } from "./rooms/accounts/waiting";
import { Welcome } from "./rooms/accounts/welcome";

export const screens: Record<string, Screen> = {
  welcome: Welcome,
  "sign-in": SignIn,
  waiting: WaitingScreen,
  invited: Invited,
  feed: FeedScreen,
  secret: ThreadScreen,
  tell: TellScreen,
  mine: MineScreen,
  friends: Friends,
  settings: Settings,
};
