/** How bytes are changed: what address books are made of, pieces of each other, and chance. */

const PIECES = [
  ...["BEGIN:VCARD\r\n", "END:VCARD\r\n", "TEL:", "item1.TEL;TYPE=CELL:", "TEL;ENCODING=QUOTED-PRINTABLE;CHARSET="],
  ...["GBK", "UTF-8", "tel:", ";ext=", "FAX", "\r\n ", "=\r\n", "=E4", "\\n", "\r", "\n", "\t", ",", ";", '"', "sep=;\r\n"],
  ...["Phone", "手机", " ::: ", "+86 138 0000 0001", "(030) 1234/5678", "2020-01-02", "1e10", ".0", "转", "１", "٣"],
  ...["\u200e", "\0", "0", "9", "x", " ".repeat(40), "1 ".repeat(40)],
].map((piece) => new TextEncoder().encode(piece));
const MARKS = [[0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf], [0xb0, 0xa1], [0xa4, 0x40], [0x82, 0x40]].map((one) => Uint8Array.from(one));
const WORDS = [...PIECES, ...MARKS];

/** A repeatable source of whole numbers below a limit (mulberry32). */
export function chanceOf(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 * below);
  };
}

/** One of these inputs, changed once or some times. */
export function changed(inputs, chance, largest) {
  let bytes = inputs[chance(inputs.length)];
  for (let left = 1 + chance(6); left > 0; left--) bytes = CHANGES[chance(CHANGES.length)](bytes, chance, inputs);
  return bytes.subarray(0, largest);
}

const CHANGES = [
  (bytes, chance) => put(bytes, chance(bytes.length + 1), 0, WORDS[chance(WORDS.length)]),
  (bytes, chance) => put(bytes, chance(bytes.length + 1), 1, Uint8Array.of(chance(256))),
  (bytes, chance) => put(bytes, chance(bytes.length + 1), 1 + chance(16), new Uint8Array()),
  (bytes, chance) => put(bytes, chance(bytes.length + 1), 0, piece(bytes, chance)),
  (bytes, chance, inputs) => put(bytes, chance(bytes.length + 1), 0, piece(inputs[chance(inputs.length)], chance)),
  (bytes, chance) => bytes.subarray(chance(bytes.length + 1) >> 2),
];

/** `bytes` with `gone` of them, from `at` on, replaced by `piece`. */
function put(bytes, at, gone, piece) {
  return Uint8Array.from([...bytes.subarray(0, at), ...piece, ...bytes.subarray(at + gone)]);
}

function piece(bytes, chance) {
  const from = chance(bytes.length + 1);
  return bytes.subarray(from, from + 1 + chance(64));
}
