/** Coming by WeChat or WeCom: out to their page, and back from it. */
import { Problem, signed } from "../../kit/api";
import { b64 } from "../../kit/bytes";
import { newSeed, readSeed } from "../../kit/keyring";
import { place } from "../../kit/place";
import { me } from "../../kit/session";
import type { SignedIn } from "../../kit/types";
import { enter, type Entered } from "./actions";
import { deviceName } from "./device-name";

export type Elsewhere = "wechat" | "wecom";

/** The ways that work in this browser: its own app's, or a QR code beside the phone. */
export function ways(agent = navigator.userAgent): Elsewhere[] {
  const offered = place.value?.elsewhere ?? [];
  if (/wxwork/i.test(agent)) return offered.includes("wecom") ? ["wecom"] : [];
  if (/MicroMessenger/i.test(agent)) return offered.includes("wechat") ? ["wechat"] : [];
  const byCode: Elsewhere[] = [];
  if (offered.includes("wechat-desktop")) byCode.push("wechat");
  if (offered.includes("wecom")) byCode.push("wecom");
  return /Mobi|Android/i.test(agent) ? [] : byCode;
}

/** Leaves this page for theirs. */
export async function leaveFor(where: Elsewhere): Promise<void> {
  const desktop = !/MicroMessenger/i.test(navigator.userAgent);
  const { address } = await signed<{ address: string }>("POST", `/v1/elsewhere/${where}/starts`, { desktop });
  location.assign(address);
}

export interface Arrived {
  ticket: string;
  who: string;
}

/** Who came back here. The code works once, so it goes from the address at once. */
export async function arrive(where: string): Promise<Arrived> {
  const said = new URLSearchParams(location.search);
  history.replaceState(null, "", `/#/arrived/${where}`);
  const [code, state] = [said.get("code"), said.get("state")];
  if (!code || !state) throw new Problem("wrong-arrival");
  return signed("POST", `/v1/elsewhere/${where}/arrivals`, { code, state });
}

/** Whether this device holds somebody else's vault, which signing in would erase. */
export async function wouldEraseFor(who: string): Promise<boolean> {
  const mine = me.value;
  if (!mine || mine.who === who || !["open", "out"].includes(mine.state)) return false;
  return (await readSeed()) !== null;
}

export async function signInArrived({ ticket, who }: Arrived, oldEnough: boolean): Promise<Entered> {
  const kept = me.value?.who === who ? await readSeed() : null;
  const { signInProof, vaultKey } = await import("../../kit/vault");
  const seed = kept ?? newSeed();
  const answer = await signed<SignedIn>("POST", "/v1/sessions/arrived", {
    ticket,
    vault_key: b64(vaultKey(seed).public),
    proof: b64(signInProof(seed, "", ticket)),
    device: deviceName(navigator.userAgent),
    keep: "cookie",
    old_enough: oldEnough,
  });
  await enter(answer, seed, who);
  return answer.state === "open" && !kept ? "registered" : answer.state;
}

/** Lets the account that is open here be entered this way too. */
export async function bind({ ticket, who }: Arrived): Promise<void> {
  const { keepMe } = await import("../../kit/session");
  await signed("PUT", "/v1/account/arrival", { ticket });
  if (me.value) await keepMe({ ...me.value, who });
}

/** The server forgets who somebody is there. */
export async function unbind(): Promise<void> {
  const { keepMe } = await import("../../kit/session");
  await signed("DELETE", "/v1/account/arrivals");
  if (!me.value) return;
  const { who: _, ...rest } = me.value;
  await keepMe(rest);
}
