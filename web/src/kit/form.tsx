import type { ComponentChildren } from "preact";
import type { Action } from "./action";
import { Trouble } from "./trouble";

interface FormProps {
  action: Action;
  onSubmit: () => Promise<unknown>;
  submit: string;
  disabled?: boolean;
  danger?: boolean;
  children?: ComponentChildren;
}

/** A form with one button. What was typed stays when it fails. */
export function Form({ action, onSubmit, submit, disabled, danger, children }: FormProps) {
  const send = (event: Event) => {
    event.preventDefault();
    void action.run(onSubmit);
  };
  return (
    <form class="stack" onSubmit={send} noValidate>
      {children}
      <Trouble of={action.problem.value} />
      <button
        class={`button wide ${danger ? "danger" : "primary"}`}
        disabled={disabled || action.busy.value}
        aria-busy={action.busy.value}
      >
        {submit}
      </button>
    </form>
  );
}
