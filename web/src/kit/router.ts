/** Where the member is. Inside the page: `/#/friends`; from outside: `/s/<id>`, `/i/#<code>`, `/arrived/…`. */
import { signal } from "@preact/signals";

export interface Route {
  /** The first part: "feed", "secret", "invite", "friends", … */
  screen: string;
  /** The parts after it. */
  rest: string[];
}

export function parse(pathname: string, hash: string): Route {
  const [outside, id = ""] = pathname.split("/").filter(Boolean);
  if (outside === "i") return { screen: "invited", rest: [hash.replace(/^#/, "")] };
  if (outside === "arrived") return { screen: outside, rest: [id] };
  if (outside === "s" && !hash) return { screen: "secret", rest: [id] };
  const [screen = "feed", ...rest] = hash.replace(/^#/, "").split("/").filter(Boolean);
  return { screen, rest: rest.map(decoded) };
}

/** As it stands where its percent signs mean nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const here = () => parse(location.pathname, location.hash);

export const route = signal<Route>({ screen: "feed", rest: [] });

/** How many steps of the member lie behind this one, inside the page, so that "back" never leaves it. */
let steps = 0;

export function startRouter(): void {
  const look = () => {
    steps = (history.state as { steps?: number } | null)?.steps ?? 0;
    route.value = here();
  };
  addEventListener("popstate", look);
  addEventListener("hashchange", look);
  look();
}

/** Goes to a screen: `go("/friends/invite")`. */
export function go(path: string): void {
  steps += 1;
  history.pushState({ steps }, "", `/#${path}`);
  arrive();
}

/** Goes to a screen without leaving the present one in the history. */
export function replace(path: string): void {
  history.replaceState({ steps }, "", `/#${path}`);
  arrive();
}

export function back(otherwise = "/feed"): void {
  if (steps === 0) return replace(otherwise);
  history.back();
}

/** So that neither "back" nor "forward" nor the list of them tells where the member was. */
export async function forgetWay(): Promise<void> {
  if (steps > 0) {
    const there = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
    history.go(-steps);
    await Promise.race([there, new Promise((resolve) => setTimeout(resolve, 500))]);
  }
  history.replaceState(null, "", "/");
  history.pushState(null, "", "/"); // what lay ahead is gone
}

function arrive(): void {
  route.value = here();
  scrollTo(0, 0);
}
