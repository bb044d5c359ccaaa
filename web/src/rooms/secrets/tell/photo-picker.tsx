import { useAction } from "../../../kit/action";
import { preparePhoto } from "../../../kit/photo";
import { PLAIN } from "../../../kit/tone";
import { Trouble } from "../../../kit/trouble";
import { t } from "../../../words";
import { change } from "./draft";

const take = (photo: Blob | null) => change({ photo, original: photo, tone: PLAIN });

/** Chooses a photo. It is drawn anew here, so its metadata never leaves the device. */
export function PhotoPicker({ photo }: { photo: Blob | null }) {
  const action = useAction();
  const chosen = async ({ currentTarget: input }: { currentTarget: HTMLInputElement }) => {
    const file = input.files?.[0];
    input.value = ""; // so that the same file can be chosen again
    if (file) await action.run(async () => take(await preparePhoto(file)));
  };
  return (
    <div class="photo-picker">
      <div class="line">
        <label class="button">
          <input class="unseen" type="file" accept="image/jpeg,image/png,image/webp" onChange={(event) => void chosen(event)} />
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M4 7h3.500L9 4.500h6L16.5 7H20v12.500H4zM12 16.500a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.400z" />
          </svg>
          {t(photo ? "tell.photo-other" : "tell.photo")}
        </label>
        {photo && (
          <button class="button quiet" type="button" onClick={() => take(null)}>
            {t("tell.photo-drop")}
          </button>
        )}
      </div>
      {photo && <p class="faint">{t("tell.photo-note")}</p>}
      <Trouble of={action.problem.value} />
    </div>
  );
}
