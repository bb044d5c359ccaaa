import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useAction } from "../../kit/action";
import { noPasskey } from "../../kit/passkey";
import { Trouble } from "../../kit/trouble";
import { t } from "../../words";
import { areWordsWritten } from "./reminders";
import { readWays, ways } from "./vault-state";
import { keepByPasskey } from "./ways";
import { Way, WaysList } from "./ways-list";

export type Part = "pin" | "words";

/** The three ways to keep the vault, and which of them there are. */
export function KeepWays({ onPart }: { onPart: (part: Part) => void }) {
  const action = useAction();
  const asked = useAction();
  const written = useSignal(false);
  useEffect(() => {
    void asked.run(readWays);
    void areWordsWritten().then((are) => (written.value = are));
  }, []);
  const missing = noPasskey();
  const count = ways.value?.passkeys.length ?? 0;
  return (
    <>
      <WaysList>
        <Way
          title={t("keep.passkey")}
          hint={t(missing ? `keep.${missing}` : "keep.passkey.hint")}
          state={count > 0 && t("keep.kept")}
          disabled={missing !== null}
          busy={action.busy.value}
          onPress={() => void action.run(keepByPasskey)}
        />
        <Way
          title={t("keep.pin")}
          hint={t("keep.pin.hint")}
          state={Boolean(ways.value?.pin) && t("keep.kept")}
          onPress={() => onPart("pin")}
        />
        <Way
          title={t("keep.words")}
          hint={t("keep.words.hint")}
          state={written.value && t("keep.kept")}
          onPress={() => onPart("words")}
        />
      </WaysList>
      <Trouble of={action.problem.value ?? asked.problem.value} />
    </>
  );
}
