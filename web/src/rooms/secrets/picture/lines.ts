/** The lines of a text as the browser has broken them, which knows every script's rules. */
export interface Line {
  text: string;
  left: number;
  middle: number;
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Of the text in an element that stands somewhere on the page, in its own pixels. */
export function linesOf(element: HTMLElement): Line[] {
  const node = element.firstChild as Text;
  const from = element.getBoundingClientRect();
  const range = document.createRange();
  const lines: Line[] = [];
  for (const { segment, index } of letters.segment(node.data)) {
    range.setStart(node, index);
    range.setEnd(node, index + segment.length);
    const { left, top, width, height } = range.getBoundingClientRect();
    if (width > 0) add(lines, segment, left - from.left, top - from.top + height / 2, height);
  }
  return lines;
}

function add(lines: Line[], text: string, left: number, middle: number, height: number): void {
  const last = lines.at(-1);
  if (!last || Math.abs(last.middle - middle) > height / 2) return void lines.push({ text, left, middle });
  last.text += text;
  last.left = Math.min(last.left, left);
}
