/**
 * What in a text could give its writer away, or hurt somebody who is named. It helps and never
 * forbids. All of it happens on the device: nothing that is written here leaves it for this.
 * No look-behind in any pattern: older iPhones do not know it.
 */

export type Kind = "known" | "number" | "address" | "name" | "place" | "only" | "time" | "job";

export interface Mark {
  kind: Kind;
  start: number;
  end: number;
  /** Vaguer wordings to put in its place. */
  instead: readonly string[];
}

/** Finds marks of one kind. They may overlap with others'. */
export type Finder = (text: string) => Mark[];

export interface Rule {
  kind: Kind;
  pattern: RegExp;
  /** Which group is marked; the whole match otherwise. */
  group?: number;
  /** Whether this match is innocent after all. */
  unless?: (match: RegExpExecArray, text: string) => boolean;
  instead: readonly string[] | ((match: RegExpExecArray) => readonly string[]);
}

export function finderOf(rule: Rule): Finder {
  return (text) => {
    const found: Mark[] = [];
    const pattern = new RegExp(rule.pattern.source, `${rule.pattern.flags.replace("g", "")}g`);
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      if (match[0] === "") break;
      if (!rule.unless?.(match, text)) found.push(markOf(rule, match));
    }
    return found;
  };
}

function markOf({ kind, group, instead }: Rule, match: RegExpExecArray): Mark {
  const part = match[group ?? 0]!;
  const start = match.index + (group ? match[0].lastIndexOf(part) : 0);
  const wordings = typeof instead === "function" ? instead(match) : instead;
  return { kind, start, end: start + part.length, instead: wordings };
}

/** In the order of the text, none on another; of two that meet, the longer one. */
export function tidy(marks: readonly Mark[]): Mark[] {
  const longest = [...marks].sort((one, other) => other.end - other.start - (one.end - one.start));
  const kept: Mark[] = [];
  for (const mark of longest) {
    if (kept.every((one) => mark.end <= one.start || one.end <= mark.start)) kept.push(mark);
  }
  return kept.sort((one, other) => one.start - other.start);
}
