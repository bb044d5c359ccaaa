/** Devices that want into the account; its old devices are told on every screen. */
import { signal } from "@preact/signals";
import { signed } from "../../kit/api";
import type { Device } from "../../kit/types";

export const strangers = signal(0);

export const devices = () => signed<Device[]>("GET", "/v1/devices");

export async function lookForStrangers(): Promise<void> {
  strangers.value = (await devices()).filter((one) => one.state === "waiting").length;
}
