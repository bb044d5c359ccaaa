import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../words";
import { session } from "./session";

/** Not even fetched before somebody wants to see it; without colour, which is easier to bear. */
export function Photo({ id }: { id: string }) {
  const address = useSignal("");
  useEffect(() => () => URL.revokeObjectURL(address.value), []);
  async function open() {
    const headers = { authorization: `Bearer ${session.value?.session}` };
    const answer = await fetch(`/v1/console/cases/${id}/photo`, { credentials: "omit", headers });
    if (answer.ok) address.value = URL.createObjectURL(await answer.blob());
  }
  if (address.value) return <img class="grey" src={address.value} alt={t("console.photo-alt")} />;
  return (
    <button class="button" type="button" onClick={() => void open()}>
      {t("console.photo")}
    </button>
  );
}
