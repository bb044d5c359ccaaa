import type { Act } from "../kit/types";
import { t } from "../words";

/** What moderators did, with names, days and reasons. */
export function ActList({ acts }: { acts: Act[] }) {
  return (
    <ul class="rows">
      {acts.map((act) => (
        <li class="deed">
          <span class="faint">{act.day}</span> <b>{act.moderator}</b> {t(`console.did.${act.did}`)}
          <span class="tag">{t(`console.rule.${act.rule}`)}</span>
          {act.reason && <p>{act.reason}</p>}
        </li>
      ))}
    </ul>
  );
}
