import { Trouble } from "./trouble";

/** The room of a panel that is being asked for, so that nothing below moves when it comes or does not. */
export function Awaited({ problem }: { problem?: string | null }) {
  return (
    <div class="awaited">
      {problem ? (
        <Trouble of={problem} />
      ) : (
        <div class="bones" aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      )}
    </div>
  );
}
