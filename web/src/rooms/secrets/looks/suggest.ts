/** A background that suits the words: a small map of keywords, on the device, without chance. */
import { type Colour, DEFAULT_LOOK, look, type Look, partsOf, type Texture } from "./looks";

const COLOUR: readonly [Colour, RegExp][] = [
  ["sea", /海|游泳|泪|眼泪|哭|水|雨|\b(sea|ocean|swim\w*|tears?|cry|cried|crying|water|rain\w*|river|lake)\b/i],
  ["rose", /爱|喜欢|暗恋|心动|吻|恋|\b(love\w*|kiss\w*|crush|heart|dating|valentine)\b/i],
  ["moss", /树|草|森林|山里|猫|狗|春天|绿|\b(tree\w*|forest|garden|grass|cat|dog|spring|green|plant\w*)\b/i],
  ["sand", /饿|吃|饭|家乡|老家|秋天|沙|咖啡|钱|工资|\b(eat\w*|ate|food|home|autumn|desert|coffee|money|salary|cook\w*)\b/i],
  ["dawn", /早上|清晨|日出|希望|开始|梦想|明天|\b(morning|dawn|sunrise|hope\w*|dreams?|begin\w*|tomorrow)\b/i],
  ["plum", /嫉妒|秘密|酒|醉|后悔|对不起|撒谎|骗|\b(jealous\w*|secret\w*|wine|drunk|regret\w*|sorry|lied?|lying|lies)\b/i],
  ["slate", /公司|上班|工作|老板|加班|累|作业|考试|冬天|\b(work\w*|job|boss|office|tired|exams?|homework|winter|deadline)\b/i],
  ["night", /夜|晚上|睡|失眠|星|月亮|黑|\b(night\w*|sleep\w*|insomnia|stars?|moon|dark\w*|awake)\b/i],
];

const TEXTURE: readonly [Texture, RegExp][] = [
  ["rain", /雨|哭|泪|难过|伤心|\b(rain\w*|cry|cried|crying|tears?|sad\w*)\b/i],
  ["waves", /海|游泳|水|河|湖|船|\b(sea|ocean|swim\w*|water|river|lake|waves?|boat)\b/i],
  ["pines", /树|森林|冬天|雪|安静|\b(tree\w*|forest|winter|snow|quiet|silen\w*)\b/i],
  ["blossom", /花|春天|爱|喜欢|恋|\b(flowers?|spring|love\w*|crush|bloom\w*)\b/i],
  ["petals", /吻|婚|生日|温柔|\b(kiss\w*|wedding|married|birthday|gentle|soft\w*)\b/i],
  ["ridges", /山|旅行|离开|远|梦想|\b(mountains?|travel\w*|leav\w*|left|far|dreams?|climb\w*)\b/i],
  ["dunes", /沙|热|夏天|饿|孤独|\b(sand|desert|heat|summer|hungry|lonely|alone)\b/i],
  ["roofs", /家|城|窗|邻居|楼|夜|睡|\b(home|house|city|window|neighbou?r\w*|street|night\w*|sleep\w*)\b/i],
];

/** What its first word is about decides; words that say nothing give the usual one. */
function first<Part>(text: string, parts: readonly [Part, RegExp][]): Part | null {
  let [at, found]: [number, Part | null] = [Infinity, null];
  for (const [part, words] of parts) {
    const here = text.search(words);
    if (here >= 0 && here < at) [at, found] = [here, part];
  }
  return found;
}

export function suggested(text: string): Look {
  const usual = partsOf(DEFAULT_LOOK);
  return look(first(text, COLOUR) ?? usual.colour, first(text, TEXTURE) ?? usual.texture);
}
