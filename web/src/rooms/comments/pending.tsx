import { isMine, type MyComment, myComments } from "../../kit/own";
import { heldComments, keepHeld, takeBack, type WrittenComment } from "../../kit/outbox";
import { place } from "../../kit/place";
import { sendHeld } from "../../kit/sending";
import { t } from "../../words";
import { say } from "../../words/say";
import { languageOf } from "../secrets/lettering";
import { span } from "../secrets/when";
import type { Thread } from "./thread";

/** Sent comments that have not come out: known by their ids, which this device derived. */
export function onTheWay(mine: readonly MyComment[], { secret, comments, next }: Thread): MyComment[] {
  const out = new Set(comments.value.map((one) => one.comment));
  const whole = next.value === null; // else it may stand on a page that is not read yet
  return mine.filter((one) => one.secret === secret && whole && !one.removing && !out.has(one.comment));
}

/** What this device has written here and nobody else sees yet. */
export function Pending({ thread }: { thread: Thread }) {
  const held = heldComments.value.filter((one) => one.secret === thread.secret);
  const sent = thread.read.value ? onTheWay(myComments.value, thread) : [];
  return (
    <>
      {sent.map((one) => (
        <Waiting key={one.comment} text={one.text} why={arrival(one)} />
      ))}
      {held.map((one) => (
        <Waiting key={one.id} text={one.text} why={whyHeld(one)}>
          {one.why === "reply-gone" && (
            <button class="button quiet" type="button" onClick={() => void sendPlain(one)}>
              {t("thread.reply-send")}
            </button>
          )}
          <button class="button quiet" type="button" onClick={() => void takeBack(one.id)}>
            {t("thread.take-back")}
          </button>
        </Waiting>
      ))}
    </>
  );
}

/** What it replied to has gone: it says the same to the secret itself. */
async function sendPlain(one: WrittenComment): Promise<void> {
  await keepHeld({ ...one, replyTo: null, refused: false, why: "sending" });
  await sendHeld(one.id);
}

function arrival({ badge, secret }: MyComment): string {
  if (badge && isMine(secret)) return t("thread.tonight");
  return t("thread.soon", { span: span(place.value?.rhythm.comments ?? 300) });
}

const REASONS = {
  sending: "thread.sending",
  unread: "thread.sending",
  circle: "thread.circle",
  resting: "thread.resting",
  "no-token": "thread.no-token",
  unsure: "thread.unsure",
  "token-spent": "thread.again",
  "token-epoch": "thread.again",
  "token-forged": "thread.again",
} as const;

function whyHeld({ why }: WrittenComment): string {
  const key = REASONS[why as keyof typeof REASONS];
  return key ? t(key) : say(why);
}

interface WaitingProps {
  text: string;
  why: string;
  children?: preact.ComponentChildren;
}

function Waiting({ text, why, children }: WaitingProps) {
  return (
    <li class="comment pending">
      <svg class="mask" viewBox="0 0 48 48" width="44" height="44" aria-hidden="true">
        <circle cx="24" cy="24" r="22.5" />
        <path d="M24 14v11l6 4" />
      </svg>
      <div class="said-by">
        <p class="answer" dir="auto" lang={languageOf(text)}>
          {text}
        </p>
        <p class="faint">{why}</p>
        {children}
      </div>
    </li>
  );
}
