/** Names, places and what else points at somebody, as English writes it. */
import { finderOf, type Finder, type Rule } from "./mark";

const WHO =
  "boss|manager|teacher|professor|ex|ex-husband|ex-wife|coworker|co-worker|colleague|friend|girlfriend|boyfriend|husband|wife|roommate|flatmate|brother|sister|cousin|uncle|aunt|neighbou?r|landlord|doctor|therapist|coach|supervisor|crush|best friend|son|daughter|classmate|tutor|mentor|team lead";
const NAME = "[A-Z][a-zà-ÿ'’-]+";
const NO_NAME =
  /\b(I|I'm|I’m|And|But|The|My|When|Who|God|Christmas|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|English|French|Chinese|Spanish|German|Always|Never|Still|It|He|She|They|We|You)$/;

const called = (match: RegExpExecArray) => NO_NAME.test(match[2]?.split(" ")[0] ?? "");
const NOT_A_PLACE = /^(The|My|Our|Your|His|Her|Their|This|That|Every|Wall|Sesame|A|In|At|On|No|Medical|Old|New) (University|College|High School|School|Hospital|Street|Avenue|Road|Lane|Academy|Church|Mall|Elementary)$/;

const RULES: Rule[] = [
  {
    kind: "name",
    pattern: new RegExp(`\\b[Mm]y ((?:${WHO})),? (${NAME}(?: ${NAME})?)`),
    unless: (match) => called(match),
    instead: ([whole, who]) => [`${whole!.slice(0, 2)} ${who}`, whole!.startsWith("M") ? "Someone" : "someone"],
  },
  {
    kind: "name",
    pattern: new RegExp(`\\b(Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Aunt|Auntie|Uncle|Coach|Officer|Pastor|Principal)\\.? (${NAME}(?: ${NAME})?)`),
    unless: called,
    instead: ["someone", "somebody I know"],
  },
  {
    kind: "name",
    pattern: new RegExp(`\\b(named|called|name is|name was|name's) (${NAME}(?: ${NAME})?)`),
    group: 2,
    unless: called,
    instead: ["someone"],
  },
  {
    kind: "place",
    pattern: new RegExp(`\\b(?:\\d+ )?(?:[A-Z][a-z'’]+ ){1,3}(University|College|High School|Elementary|Academy|Hospital|Street|Avenue|Road|Lane|Boulevard|Church|Mall|Apartments|Middle School|Primary School)\\b`),
    unless: ([whole]) => NOT_A_PLACE.test(whole!),
    instead: ([, what]) => [/University|College|School|Academy|Elementary/.test(what!) ? "a school" : what === "Hospital" ? "a hospital" : "some place"],
  },
  { kind: "place", pattern: /\bUniversity of [A-Z]\w+(?: [A-Z]\w+)?/, instead: ["a university"] },
  { kind: "place", pattern: /\b(Room|Apt|Apartment|Flat|Unit) #?\d+\w?\b/i, instead: ["a room"] },
  {
    kind: "only",
    pattern: /\b(the )?only (girl|boy|guy|woman|man|person|student|teacher|employee|member|kid|nurse|engineer|intern|one|black|gay|lesbian|trans|asian|muslim|foreigner)( \w+){0,2}? (in|on|at|who|here|from)\b( (the|my|our|this) \w+)?/i,
    instead: ["one of a few people"],
  },
  {
    kind: "job",
    pattern: /\b(CEO|CTO|CFO|manager|nurse|engineer|developer|designer|teacher|lawyer|accountant|analyst|intern|director|cashier|barista|driver|receptionist|doctor) (at|for|of) ([A-Z]\w+(?: [A-Z]\w+)*)/,
    unless: (match) => NO_NAME.test(match[3]!.split(" ")[0]!),
    instead: ["at work"],
  },
];

export const english: Finder[] = RULES.map(finderOf);
