import { say } from "../words/say";

/** What went wrong, read out at once. Nothing when nothing did. */
export function Trouble({ of }: { of: string | null | undefined }) {
  return of ? (
    <p class="trouble" role="alert">
      {say(of)}
    </p>
  ) : null;
}
