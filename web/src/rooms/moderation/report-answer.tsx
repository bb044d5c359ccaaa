import { useSignal } from "@preact/signals";

import { later } from "../../kit/later";
import { t } from "../../words";
import { sayBriefly } from "../reactions/said";

const ReportSheet = later(async () => (await import("./report-sheet")).ReportSheet);

/** Beside an answer: reports it. */
export function ReportAnswer({ secret, comment }: { secret: string; comment: string }) {
  const asking = useSignal(false);
  return (
    <>
      <button class="button quiet" type="button" onClick={() => (asking.value = true)}>
        {t("report.do")}
      </button>
      {asking.value && (
        <ReportSheet
          secret={secret}
          comment={comment}
          label={null}
          onClose={() => (asking.value = false)}
          onDone={sayBriefly}
        />
      )}
    </>
  );
}
