import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { QrCodeGenerateResult } from "uqr";

/** A QR code as one path, drawn on the device. */
export function Qr({ text, label }: { text: string; label: string }) {
  const code = useSignal<QrCodeGenerateResult | null>(null);
  useEffect(() => {
    void import("uqr").then(({ encode }) => (code.value = encode(text, { border: 2 })));
  }, [text]);
  if (!code.value) return null;
  const { data, size } = code.value;
  const squares = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
  return (
    <figure class="qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
        <path d={squares.join("")} fill="currentColor" />
      </svg>
    </figure>
  );
}
