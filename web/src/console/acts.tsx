import { Trouble } from "../kit/trouble";
import type { Act } from "../kit/types";
import { t } from "../words";
import { ActList } from "./act-list";
import { useLoad } from "./load";

/** The audit: what was done, by whom, on which day and why. */
export function Acts() {
  const { found, problem } = useLoad<Act[]>("acts");
  return (
    <>
      <Trouble of={problem.value} />
      {found.value?.length === 0 && <p class="hint">{t("console.no-acts")}</p>}
      {found.value && <ActList acts={found.value} />}
    </>
  );
}
