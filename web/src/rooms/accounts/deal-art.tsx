import { Mask } from "../comments/mask";

/** Twelve who could have said it, three friends, and one face: a drawing for each card. */
const FACES: readonly (readonly number[])[] = [
  [0, 49, 18, 67, 36, 85, 102, 119, 8, 57, 26, 75],
  [16, 84, 41],
  [122],
];
const SIZES = [56, 84, 132];

export function DealArt({ card }: { card: number }) {
  const faces = FACES[card] ?? [];
  return (
    <div class={`deal-art deal-art-${card}`} aria-hidden="true">
      {faces.map((face, i) => (
        <span key={face} style={{ "--turn": `${(i * 360) / faces.length}deg` }}>
          <Mask index={face} size={SIZES[card]} />
        </span>
      ))}
      {card === 0 && (
        <svg class="deal-word" viewBox="0 0 80 64">
          <path d="M14 6h52a8 8 0 0 1 8 8v26a8 8 0 0 1-8 8H40L28 60V48H14a8 8 0 0 1-8-8V14a8 8 0 0 1 8-8z" />
          <path class="lines" d="M20 22h40M20 33h26" />
        </svg>
      )}
    </div>
  );
}
