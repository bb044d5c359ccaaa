/** Every screen by the first part of its address. */
import type { Screen } from "./app";
import { later } from "./kit/later";
import { ThreadScreen } from "./rooms/comments/thread-screen";
import { FeedScreen } from "./rooms/feed/feed-screen";
import { Welcome } from "./rooms/accounts/welcome";

export const screens: Record<string, Screen> = {
  welcome: Welcome,
  "sign-in": later(async () => (await import("./rooms/accounts/sign-in")).SignIn),
  lost: later(async () => (await import("./rooms/accounts/lost-vault")).LostVault),
  waiting: later(async () => (await import("./rooms/accounts/waiting")).WaitingScreen),
  invited: later(async () => (await import("./rooms/contacts/invited")).Invited),
  feed: FeedScreen,
  secret: ThreadScreen,
  tell: later(async () => (await import("./rooms/secrets/tell-screen")).TellScreen),
  mine: later(async () => (await import("./rooms/secrets/mine-screen")).MineScreen),
  friends: later(async () => (await import("./rooms/friends/friends")).Friends),
  settings: later(async () => (await import("./rooms/accounts/settings")).Settings),
};
