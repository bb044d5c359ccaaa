/** Names of the writer's own contacts, as this device's notes have them. */
import type { Mark } from "./mark";
import { simplified } from "./simplified";

// What half of the world calls somebody gives nobody away.
const ANYBODY =
  /^(妈|妈妈|爸|爸爸|老婆|老公|哥|哥哥|姐|姐姐|弟弟|妹妹|爷爷|奶奶|外婆|外公|老板|朋友|同事|同学|老师|房东|快递|妈咪|爹地|阿公|阿嬷|阿妈|mom|mum|dad|mother|father|brother|sister|wife|husband|boss|work|home|friend|mobile|office)$/i;

/** The names in a note: runs of Chinese characters, and words with a capital. */
export function namesIn(note: string): string[] {
  const parts = [...note.matchAll(/[\u4e00-\u9fff]{2,4}|[A-Z][A-Za-zà-ÿ'’-]{2,}(?: [A-Z][A-Za-zà-ÿ'’-]+)*/g)];
  return parts.map(([name]) => name!).filter((name) => !ANYBODY.test(simplified(name)));
}

const INSIDE = /[A-Za-zà-ÿ]/;

export function findKnown(text: string, names: readonly string[]): Mark[] {
  return [...new Set(names)].flatMap((name) => {
    const marks: Mark[] = [];
    const chinese = /[\u4e00-\u9fff]/.test(name);
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const end = at + name.length;
      if (!chinese && (INSIDE.test(text[at - 1] ?? "") || INSIDE.test(text[end] ?? ""))) continue;
      marks.push({ kind: "known", start: at, end, instead: chinese ? ["某人", "一个朋友"] : ["someone", "a friend of mine"] });
    }
    return marks;
  });
}
