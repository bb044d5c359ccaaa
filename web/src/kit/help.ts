/** Where somebody listens, by country: the operator's list, kept for when there is no network. */
import { signal } from "@preact/signals";
import OURS from "../../../docs/helplines.json";
import { unsigned } from "./api";
import { Drawer } from "./store";
import type { Helplines } from "./types";

type Lines = Helplines["lines"];

const drawer = new Drawer<Lines>("help");

export const helplines = signal<Lines>(OURS);

/** Asked for by everybody, in the rhythm of the page, whatever anybody writes. */
export async function readHelp(): Promise<void> {
  try {
    helplines.value = (await unsigned<Helplines>("GET", "/v1/help")).lines;
    await drawer.put("lines", helplines.value);
  } catch (error) {
    helplines.value = (await drawer.get("lines")) ?? OURS;
    throw error;
  }
}
