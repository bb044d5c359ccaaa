import type { ComponentType } from "preact";
import { Banner } from "./banner";
import { later } from "./kit/later";
import { door } from "./kit/lock";
import { isIn, me } from "./kit/session";
import { route, type Route } from "./kit/router";
import { useTitleFocus } from "./kit/title-focus";
import { Tabs } from "./tabs";
import { screens } from "./screens";

/** A screen, given the parts of the address after its name. */
export type Screen = ComponentType<{ rest: string[] }>;

/** Screens that need no session: a shared secret may be public, an invite is kept until signed in. */
const OPEN_TO_ALL = new Set(["welcome", "sign-in", "arrived", "invited", "secret"]);

function screenOf({ screen }: Route): string {
  if (OPEN_TO_ALL.has(screen)) return screen;
  if (me.value?.state === "waiting" || me.value?.state === "lost") return me.value.state;
  if (!isIn.value) return me.value ? "sign-in" : "welcome";
  return screen in screens ? screen : "feed";
}

const Closed = later(async () => (await import("./rooms/accounts/lock/closed")).Closed);

export function App() {
  if (door.value !== "open") return <Closed />;
  if (me.value === undefined) return null; // the device is still being read
  return <Here name={screenOf(route.value)} />;
}

function Here({ name }: { name: string }) {
  const Shown: Screen = screens[name]!;
  const key = `${name}/${route.value.rest.join("/")}`;
  useTitleFocus(key);
  return (
    <>
      <Banner />
      <Shown key={key} rest={route.value.rest} />
      {isIn.value && <Tabs here={name} />}
    </>
  );
}
