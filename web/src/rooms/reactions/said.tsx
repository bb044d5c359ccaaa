import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { OpenMenu } from "./more";

const said = signal<string | null>(null);
let until = 0;

/** Says something in passing at the foot of the screen; it goes by itself. */
export function sayBriefly(text: string): void {
  said.value = text;
  clearTimeout(until);
  until = window.setTimeout(() => (said.value = null), 5000);
}

/** Where that is shown and read out, on the screen that it was said on. */
export function Said() {
  useEffect(() => () => void (said.value = null), []);
  return (
    <>
      <OpenMenu />
      <div class="said" role="status">
        {said.value && <p>{said.value}</p>}
      </div>
    </>
  );
}
