/** Every word that a person reads or hears stands in a table, and every date is said in one place. */
import ts from "typescript";
import { expect, test } from "vitest";
import { TABLES as APART } from "./apart";
import { TABLES as FIRST } from "./first";
import { TABLES as LATE } from "./late";

const sources = (glob: Record<string, string>) =>
  Object.entries(glob).filter(([file]) => !/\.test\.tsx?$|\/words\//.test(file));
const SCREENS = sources(import.meta.glob<string>("../**/*.tsx", { query: "?raw", import: "default", eager: true }));
const FILES = sources(import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true }));

const SAID = new Set(["aria-label", "aria-description", "aria-valuetext", "title", "placeholder", "alt", "label"]);
const MARK = ["Mimi", "秘密"];
const KEYS = ["⌘ K", "Ctrl K"];
const OURS = new Set([...MARK, ...KEYS, ...[...FIRST, ...LATE, ...APART].flatMap(Object.keys)]);
const LETTERS = /\p{Letter}/u;

function hardCoded(source: string): string[] {
  const found: string[] = [];
  const take = (text: string) => LETTERS.test(text) && !OURS.has(text.trim()) && found.push(text.trim());
  const strings = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) take(node.text);
    else if (ts.isTemplateExpression(node)) [node.head, ...node.templateSpans.map((one) => one.literal)].forEach((one) => take(one.text));
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(strings);
    else if (ts.isJsxExpression(node) && node.expression) strings(node.expression);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) take(node.text);
    else if (ts.isJsxAttribute(node) && SAID.has(node.name.getText()) && node.initializer) strings(node.initializer);
    else if (ts.isJsxExpression(node) && (ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent))) strings(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("screen.tsx", source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

test("no screen has words of its own", () => {
  expect(SCREENS.length).toBeGreaterThan(80);
  const wrong = SCREENS.flatMap(([file, source]) => hardCoded(source).map((words) => `${file}: ${words}`));
  expect(wrong).toEqual([]);
});

test("would find words in text, in what is read out, and between braces", () => {
  const found = hardCoded(
    'const x = <p title="One">Two {y ? "Three" : t("no")} <i aria-label={`Four ${n}`}>{"五"}</i><b class="no" /> {n}+ <b>Mimi</b></p>;',
  );
  expect(found.sort()).toEqual(["Four", "One", "Three", "Two", "五"].sort());
});

test("times and dates are said in four places", () => {
  const says = /toLocale(Date|Time)String|DateTimeFormat|RelativeTimeFormat|toISOString|getHours|getMinutes/;
  const files = FILES.filter(([, source]) => says.test(source)).map(([file]) => file.replace("../", ""));
  // of own invites, on this device only; of the next epoch, everybody's; of editions, see when.test.ts
  const known = ["rooms/contacts/known.tsx", "rooms/contacts/poster.tsx", "rooms/friends/epoch.ts", "rooms/secrets/when.ts"];
  expect(files.sort()).toEqual(known);
});
