/** Keys for everything, a list of them, and a way to anywhere by typing. It comes after the screens. */
import { render } from "preact";

import { isIn } from "../kit/session";
import { listen, open } from "./keys";
import { KeyMap } from "./key-map";
import { Palette } from "./palette";

export function startKeyboard(): void {
  render(<Opened />, document.body.appendChild(document.createElement("div")));
  listen();
}

function Opened() {
  const shown = open.value;
  const close = () => {
    if (open.value === shown) open.value = null; // not what was opened since
  };
  if (shown === "map") return <KeyMap onClose={close} />;
  return shown === "palette" && isIn.value ? <Palette onClose={close} /> : null;
}
