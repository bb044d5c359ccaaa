import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { Sheet } from "../kit/sheet";
import { t } from "../words";
import { type Command, matching } from "./commands";

/** Type, choose by arrows, Enter. */
export function Palette({ onClose }: { onClose: () => void }) {
  const typed = useSignal("");
  const at = useSignal(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const found = matching(typed.value);
  const run = ({ run }: Command) => {
    onClose();
    run();
  };
  const move = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    at.value = (at.value + by + found.length) % Math.max(1, found.length);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (found[at.value]) run(found[at.value]!);
  };
  return (
    <Sheet title={t("palette.title")} onClose={onClose} closing={t("keys.close")}>
      <form class="stack" onSubmit={submit}>
        <input
          ref={input}
          role="combobox"
          aria-label={t("palette.hint")}
          aria-expanded="true"
          aria-controls="commands"
          aria-activedescendant={found.length > 0 ? `command-${at.value}` : undefined}
          autocomplete="off"
          placeholder={t("palette.hint")}
          value={typed.value}
          onInput={({ currentTarget }) => ([typed.value, at.value] = [currentTarget.value, 0])}
          onKeyDown={move}
        />
        <ul class="rows commands" id="commands" role="listbox" aria-label={t("palette.title")}>
          {found.map((one, index) => (
            <Option key={one.key} one={one} index={index} chosen={index === at.value} onRun={() => run(one)} />
          ))}
        </ul>
        <p class="faint" role="status">
          {found.length === 0 && t("palette.none")}
        </p>
      </form>
    </Sheet>
  );
}

interface OptionProps {
  one: Command;
  index: number;
  chosen: boolean;
  onRun: () => void;
}

function Option({ one, index, chosen, onRun }: OptionProps) {
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <li class="row" ref={line} id={`command-${index}`} role="option" aria-selected={chosen} onClick={onRun}>
      {t(one.key)}
    </li>
  );
}
