/**
 * What a file's bytes mean. Address books come in UTF-8, in UTF-16, and in what the country's
 * computers used before; none but a mark at the beginning says which.
 */

const SAMPLE = 1 << 18;

/** Where an old encoding has its common letters: first byte from, to, and the least second byte. */
const ZONES: readonly [label: string, from: number, to: number, second: number][] = [
  ["gb18030", 0xb0, 0xd7, 0xa1],
  ["big5", 0xa4, 0xc6, 0x40],
  ["shift_jis", 0x82, 0x97, 0x40],
];

export function encodingOf(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE);
  return wide(sample) ?? (isUtf8(sample) ? "utf-8" : oldEncoding(sample));
}

/** UTF-16, which has a zero in every other byte; or null. */
function wide(sample: Uint8Array): string | null {
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  sample.forEach((byte, at) => byte === 0 && zeros[at % 2]!++);
  const many = sample.length / 4;
  if (zeros[1]! > many) return "utf-16le";
  return zeros[0]! > many ? "utf-16be" : null;
}

/** Also with a few letters broken, as by a program that cuts a long name in the middle. */
function isUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder("utf-8").decode(sample, { stream: true });
  const foreign = text.match(/[^\0-\x7f]/g)?.length ?? 0;
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  return broken * 10 <= foreign;
}

function oldEncoding(sample: Uint8Array): string {
  if (isWestern(sample)) return "windows-1252";
  const valid = ZONES.filter(([label]) => reads(label, sample));
  const ranked = valid.map((zone) => ({ label: zone[0], share: common(sample, zone) }));
  ranked.sort((one, other) => other.share - one.share); // stable: Chinese first
  return ranked[0]?.label ?? "windows-1252";
}

function reads(label: string, sample: Uint8Array): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** An accented letter stands among plain ones; the bytes of Chinese and Japanese come in pairs. */
function isWestern(sample: Uint8Array): boolean {
  let [high, alone] = [0, 0];
  sample.forEach((byte, at) => {
    if (byte < 0x80) return;
    high++;
    const letter = byte >= 0xc0 || (byte >= 0x91 && byte <= 0x97); // or one of its quotes and dashes
    if (letter && (sample[at - 1] ?? 0) < 0x80 && (sample[at + 1] ?? 0) < 0x80) alone++;
  });
  return alone > high * 0.7;
}

/** The share of the pairs that are common letters in this encoding. */
function common(sample: Uint8Array, [, from, to, least]: (typeof ZONES)[number]): number {
  let [pairs, good] = [0, 0];
  for (let at = 0; at < sample.length; at++) {
    const [first, second] = [sample[at]!, sample[at + 1] ?? 0];
    if (first < 0x80) continue;
    pairs++;
    if (first >= from && first <= to && second >= least) good++;
    at++;
  }
  return pairs ? good / pairs : 0;
}
