import { type Signal, useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { useAction } from "../kit/action";
import { Form } from "../kit/form";
import { Lines } from "../kit/lines";
import type { Decided, Outcome, Rule } from "../kit/types";
import { t } from "../words";
import { useKeys } from "./keys";
import { count } from "./rest";
import { ask } from "./session";

const OUTCOMES: readonly Outcome[] = ["kept", "stays", "removed"];
const RULES = ["named", "nudity", "threat", "bullying", "rumour", "spam", "self-harm", "other"] as const;

interface DecidingProps {
  id: string;
  rule: Rule;
  own: boolean;
  onDecided: (state: Decided["state"]) => Promise<void>;
}

/** What becomes of a case: an outcome, the rule, and a reason. */
export function Deciding({ own, ...rest }: DecidingProps) {
  const outcome = useSignal<Outcome | null>(null);
  const choices = OUTCOMES.filter((one) => one !== "removed" || !own);
  const choose = (one: Outcome | undefined) => (outcome.value = one ?? outcome.value);
  useKeys({ 1: () => choose(choices[0]), 2: () => choose(choices[1]), 3: () => choose(choices[2]) });
  if (outcome.value) return <Reason {...rest} outcome={outcome.value} onCancel={() => (outcome.value = null)} />;
  return (
    <div class="line">
      {choices.map((one) => (
        <button class={one === "removed" ? "button danger" : "button"} type="button" onClick={() => choose(one)}>
          {t(`console.${one}`)}
        </button>
      ))}
    </div>
  );
}

type ReasonProps = Omit<DecidingProps, "own"> & { outcome: Outcome; onCancel: () => void };

function Reason({ id, rule, outcome, onDecided, onCancel }: ReasonProps) {
  const [chosen, reason] = [useSignal<Rule>(rule), useSignal("")];
  const action = useAction();
  async function decide() {
    const body = { outcome, rule: chosen.value, reason: reason.value.trim() };
    const { state } = await ask<Decided>("POST", `cases/${id}/decision`, body);
    count();
    await onDecided(state);
  }
  return (
    <section class="stack">
      <h2>{t(`console.${outcome}`)}</h2>
      {outcome === "removed" && <p class="hint">{t("console.removed-why")}</p>}
      <Form action={action} onSubmit={decide} submit={t("console.do")} disabled={!reason.value.trim()}>
        <RuleChoice of={chosen} />
        <Lines label={t("console.reason")} of={reason} most={280} focused />
      </Form>
      <button class="button quiet" type="button" onClick={onCancel}>
        {t("console.cancel")}
      </button>
    </section>
  );
}

function RuleChoice({ of }: { of: Signal<Rule> }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t("console.rule")}</label>
      <select id={id} value={of.value} onChange={(event) => (of.value = event.currentTarget.value as Rule)}>
        {RULES.map((rule) => (
          <option value={rule}>{t(`console.rule.${rule}`)}</option>
        ))}
      </select>
    </div>
  );
}
