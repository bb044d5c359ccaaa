/** Why a secret is still on this device. */
import type { WrittenSecret } from "../../../kit/outbox";
import { t } from "../../../words";
import { say } from "../../../words/say";

const REASONS = {
  sending: "mine.why-sending",
  unread: "mine.why-sending",
  circle: "mine.why-circle",
  resting: "mine.why-resting",
  coming: "mine.why-coming",
  "no-token": "mine.why-no-token",
  unsure: "mine.why-unsure",
  "token-spent": "mine.why-again",
  "token-epoch": "mine.why-again",
  "token-forged": "mine.why-again",
} as const;

export function whyHeld({ why }: WrittenSecret): string {
  const key = REASONS[why as keyof typeof REASONS];
  return key ? t(key) : say(why);
}
