import { useEffect, useMemo } from "preact/hooks";

import { t } from "../../../words";
import { languageOf } from "../lettering";
import { Scene } from "../looks/scene";

interface ExcerptProps {
  seed: string;
  text: string;
  look: string;
  photo: Blob | null;
}

/** The beginning of a secret beside a small picture of its card. */
export function Excerpt({ seed, text, look, photo }: ExcerptProps) {
  return (
    <>
      <div class="thumb">{photo ? <Thumb photo={photo} /> : <Scene look={look} seed={seed} />}</div>
      <p class="excerpt" dir="auto" lang={languageOf(text)}>
        {text}
      </p>
    </>
  );
}

function Thumb({ photo }: { photo: Blob }) {
  const src = useMemo(() => URL.createObjectURL(photo), [photo]);
  useEffect(() => () => URL.revokeObjectURL(src), [src]);
  return <img src={src} alt={t("mine.with-photo")} />;
}
