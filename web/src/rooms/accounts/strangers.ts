/** Devices that want into the account; its old devices are told on every screen. */
import { signal } from "@preact/signals";
import { devices } from "./actions";

export const strangers = signal(0);

export async function lookForStrangers(): Promise<void> {
  strangers.value = (await devices()).filter((one) => one.state === "waiting").length;
}
