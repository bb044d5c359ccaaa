import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "../words";

interface SheetProps {
  title: string;
  onClose: () => void;
  /** What its last button says. */
  closing?: string;
  children: ComponentChildren;
}

/** A question over the screen; Escape and the button leave all as it is. */
export function Sheet({ title, onClose, closing, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="sheet" ref={dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {children}
      <button class="button quiet" type="button" onClick={() => dialog.current?.close()}>
        {closing ?? t("common.not-now")}
      </button>
    </dialog>
  );
}
