/** Every screen by the first part of its address. */
import type { Screen } from "./app";
import { later } from "./kit/later";

export const screens: Record<string, Screen> = {
  welcome: later(async () => (await import("./rooms/accounts/welcome")).Welcome, true),
  "sign-in": later(async () => (await import("./rooms/accounts/sign-in")).SignIn),
  arrived: later(async () => (await import("./rooms/accounts/arrived")).ArrivedScreen),
  lost: later(async () => (await import("./rooms/accounts/lost-vault")).LostVault),
  waiting: later(async () => (await import("./rooms/accounts/waiting")).WaitingScreen),
  invited: later(async () => (await import("./rooms/contacts/invited")).Invited),
  feed: later(async () => (await import("./rooms/feed/feed-screen")).FeedScreen, true),
  secret: later(async () => (await import("./rooms/comments/thread-screen")).ThreadScreen),
  tell: later(async () => (await import("./rooms/secrets/tell-screen")).TellScreen),
  mine: later(async () => (await import("./rooms/secrets/mine-screen")).MineScreen),
  friends: later(async () => (await import("./rooms/friends/friends")).Friends),
  settings: later(async () => (await import("./rooms/accounts/settings")).Settings),
};
