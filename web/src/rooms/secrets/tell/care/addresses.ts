/** Numbers, mail, links and names by which somebody can be reached, and times to the minute. */
import { listens } from "./lines";
import { finderOf, type Finder, type Rule } from "./mark";

const MONEY_OR_MEASURE = /^\s?(元|块|万|亿|人|次|米|公尺|公里|步|字|天|年|円|美元|km|m\b|dollars|euros|pounds|people|steps|words|times|days)/i;

const figures = (text: string) => text.replace(/\D/g, "").length;

const plain = (match: RegExpExecArray, text: string) => {
  const before = text[match.index - 1] ?? "";
  const after = text.slice(match.index + match[0].length);
  if (listens(match[0]) || /[\d$¥￥€£.]/.test(before)) return true;
  return figures(match[0]) < 6 || MONEY_OR_MEASURE.test(after) || /^\d{1,3}(,\d{3})+$/.test(match[0]);
};

const MONTH = "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";

const RULES: Rule[] = [
  { kind: "number", pattern: /\+?\(?\d[\d\s().,-]{3,}\d[Xx]?/, unless: plain, instead: ["…"] },
  { kind: "number", pattern: /\b[A-Z][12]\d{8}\b/, instead: ["…"] },
  { kind: "address", pattern: /[\w.+-]+@[\w-]+(\.[\w-]+)+/, instead: ["…"] },
  { kind: "address", pattern: /(https?:\/\/|www\.)[^\s，。！？、）]+|\b[\w-]+\.(com|cn|net|org|io|me|edu|gov|app|xyz)\b(\/[^\s，。！？]*)?/i, instead: ["…"] },
  { kind: "address", pattern: /(^|[\s，。（(:：])(@[\w.]{2,}[\w])/, group: 2, instead: ["@…"] },
  { kind: "address", pattern: /(微信|WeChat|wx|vx|QQ|小红书|抖音|微博|instagram|snapchat|telegram|discord)(?:号|ID| id)?\s*(?:[:：]|是|is)?\s*([\w.-]{5,})/i, group: 2, instead: ["…"] },
  { kind: "address", pattern: /(LINE|Line|IG|FB|脸书)\s?(?:(?:ID|id|帐号|账号|号)\s?(?:[:：]|是|is)?|[:：]|是|is)\s?([\w.-]{4,})/, group: 2, instead: ["…"] },
  { kind: "time", pattern: /((民国\s?)?\d{2,4}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?[日号]/, instead: ["那天", "有一天"] },
  { kind: "time", pattern: /\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/, instead: ["…"] },
  { kind: "time", pattern: new RegExp(`\\b${MONTH}\\.? \\d{1,2}(st|nd|rd|th)?(,? \\d{4})?\\b|\\b\\d{1,2}(st|nd|rd|th)? (of )?${MONTH}\\b( \\d{4})?`), instead: ["one day"] },
  { kind: "time", pattern: /((凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜里|半夜)\s?)?\d{1,2}\s?[点时]\s?\d{1,2}\s?分?/, instead: ["那时候"] },
  { kind: "time", pattern: /\b(at )?\d{1,2}:\d{2}\s?([ap]m\b|[ap]\.m\.)?/i, instead: ["at some point"] },
];

export const addresses: Finder[] = RULES.map(finderOf);
