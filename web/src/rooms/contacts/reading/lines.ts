/**
 * The phone lines of contact cards (vCard 2.1, 3.0 and 4.0), found among the bytes: all else, photos
 * above all, is passed over without being read as text.
 */

const [LF, CR, SPACE, TAB, EQUALS, DOT] = [10, 13, 32, 9, 61, 46];
const LONGEST = 2000; // bytes of a phone line; what is longer is none
const HEAD = 80; // bytes that a property's name and first parameters take

/** Each unfolded, and without the soft breaks of quoted-printable. */
export function phoneLines(file: Uint8Array): Uint8Array[] {
  const found: Uint8Array[][] = [];
  let open: Uint8Array[] | null = null; // the phone line that may go on
  let soft = false; // whether the line goes on although the next begins like any other
  for (const line of physical(withLineFeeds(file))) {
    const goesOn: boolean = soft || line[0] === SPACE || line[0] === TAB;
    if (!goesOn) {
      open = isPhone(line) ? [] : null;
      if (open) found.push(open);
    }
    const from = goesOn && !soft ? 1 : 0;
    soft = line[line.length - 1] === EQUALS && (soft || (!goesOn && isQuoted(line)));
    open?.push(line.subarray(from, soft ? -1 : undefined));
  }
  return found.map(joined);
}

function* physical(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(LF, at);
    let end = feed < 0 ? bytes.length : feed;
    const next = end + 1;
    while (end > at && bytes[end - 1] === CR) end--;
    yield bytes.subarray(at, end);
    at = next;
  }
}

/** Old Macs end a line with a return alone. */
function withLineFeeds(bytes: Uint8Array): Uint8Array {
  const isAlone = (byte: number, at: number) =>
    byte === CR && at + 1 < bytes.length && bytes[at + 1] !== LF && bytes[at + 1] !== CR;
  const some = bytes.subarray(0, 1 << 16).some(isAlone);
  return some ? bytes.map((byte, at) => (isAlone(byte, at) ? LF : byte)) : bytes;
}

/** TEL, also of a group as in `item1.TEL`; the first bytes rule out nearly all other lines. */
function isPhone(line: Uint8Array): boolean {
  const isT = (line[0]! | 32) === 0x74;
  return (isT || line.subarray(0, 32).includes(DOT)) && /^(?:[\w-]+\.)?TEL[;:]/i.test(start(line));
}

const isQuoted = (line: Uint8Array): boolean => /^[^:]*QUOTED-PRINTABLE/i.test(start(line));

const start = (line: Uint8Array): string => String.fromCharCode(...line.subarray(0, HEAD));

function joined(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(Math.min(LONGEST, parts.reduce((sum, part) => sum + part.length, 0)));
  let at = 0;
  for (const part of parts) {
    whole.set(part.subarray(0, whole.length - at), at);
    at = Math.min(whole.length, at + part.length);
  }
  return whole;
}
