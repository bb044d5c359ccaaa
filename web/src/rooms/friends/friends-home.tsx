import { useEffect } from "preact/hooks";
import { useSignal } from "@preact/signals";
import { signed } from "../../kit/api";
import { useAction } from "../../kit/action";
import { Awaited } from "../../kit/awaited";
import { circle, readCircle } from "../../kit/circle";
import { Link } from "../../kit/link";
import { Frame } from "../../kit/screen";
import type { Gate } from "../../kit/types";
import { type PlainKey, t } from "../../words";
import { CircleState } from "../circles/circle-state";
import { EnterInvite } from "../contacts/enter-invite";
import { Sources } from "../contacts/sources";
import { GateProgress } from "./gate-progress";

const WAYS: readonly [to: string, title: PlainKey, hint: PlainKey][] = [
  ["/friends/numbers", "ways.numbers", "ways.numbers.hint"],
  ["/friends/invite", "ways.invite", "ways.invite.hint"],
  ["/friends/known", "ways.known", "ways.known.hint"],
];

export function FriendsHome({ joined }: { joined: boolean }) {
  const gate = useSignal<Gate | null>(null);
  const action = useAction();
  const read = async () => {
    [gate.value] = await Promise.all([signed<Gate>("GET", "/v1/gate"), readCircle()]);
  };
  useEffect(() => void action.run(read), []);
  return (
    <Frame title={t("friends.title")}>
      {joined && (
        <p class="notice" role="status">
          {t("invited.done")}
        </p>
      )}
      {gate.value ? <GateProgress gate={gate.value} /> : <Awaited problem={action.problem.value} />}
      {circle.value ? <CircleState circle={circle.value} /> : <Awaited />}
      <h2>{t("ways.title")}</h2>
      <ul class="rows">
        {WAYS.map(([to, title, hint]) => (
          <li>
            <Link class="row" to={to}>
              <span>
                {t(title)}
                <span class="faint">{t(hint)}</span>
              </span>
              <svg class="chevron" viewBox="0 0 24 24" aria-hidden="true">
                <path d="M9 5l7 7-7 7" />
              </svg>
            </Link>
          </li>
        ))}
      </ul>
      <Sources />
      <EnterInvite />
    </Frame>
  );
}
