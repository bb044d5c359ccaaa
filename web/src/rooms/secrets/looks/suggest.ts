/** A background that suits the words: a small map of keywords, on the device, without chance. */
import { type Colour, DEFAULT_LOOK, look, type Look, partsOf, type Texture } from "./looks";

const COLOUR: readonly [Colour, RegExp][] = [
  ["sea", /海|游泳|泪|淚|眼泪|眼淚|哭|水|雨|\b(sea|ocean|swim\w*|tears?|cry|cried|crying|water|rain\w*|river|lake)\b/i],
  ["rose", /爱|愛|喜欢|喜歡|暗恋|暗戀|心动|心動|吻|恋|戀|\b(love\w*|kiss\w*|crush|heart|dating|valentine)\b/i],
  ["moss", /树|樹|草|森林|山里|山裡|猫|貓|狗|春天|绿|綠|\b(tree\w*|forest|garden|grass|cat|dog|spring|green|plant\w*)\b/i],
  ["sand", /饿|餓|吃|饭|飯|家乡|家鄉|老家|秋天|沙|咖啡|钱|錢|工资|工資|\b(eat\w*|ate|food|home|autumn|desert|coffee|money|salary|cook\w*)\b/i],
  ["dawn", /早上|清晨|日出|希望|开始|開始|梦想|夢想|明天|\b(morning|dawn|sunrise|hope\w*|dreams?|begin\w*|tomorrow)\b/i],
  ["plum", /嫉妒|秘密|酒|醉|后悔|後悔|对不起|對不起|撒谎|撒謊|骗|騙|\b(jealous\w*|secret\w*|wine|drunk|regret\w*|sorry|lied?|lying|lies)\b/i],
  ["slate", /公司|上班|工作|老板|老闆|加班|累|作业|作業|考试|考試|冬天|\b(work\w*|job|boss|office|tired|exams?|homework|winter|deadline)\b/i],
  ["night", /夜|晚上|睡|失眠|星|月亮|黑|\b(night\w*|sleep\w*|insomnia|stars?|moon|dark\w*|awake)\b/i],
];

const TEXTURE: readonly [Texture, RegExp][] = [
  ["rain", /雨|哭|泪|淚|难过|難過|伤心|傷心|\b(rain\w*|cry|cried|crying|tears?|sad\w*)\b/i],
  ["waves", /海|游泳|水|河|湖|船|\b(sea|ocean|swim\w*|water|river|lake|waves?|boat)\b/i],
  ["pines", /树|樹|森林|冬天|雪|安静|安靜|\b(tree\w*|forest|winter|snow|quiet|silen\w*)\b/i],
  ["blossom", /花|春天|爱|愛|喜欢|喜歡|恋|戀|\b(flowers?|spring|love\w*|crush|bloom\w*)\b/i],
  ["petals", /吻|婚|生日|温柔|溫柔|\b(kiss\w*|wedding|married|birthday|gentle|soft\w*)\b/i],
  ["ridges", /山|旅行|离开|離開|远|遠|梦想|夢想|\b(mountains?|travel\w*|leav\w*|left|far|dreams?|climb\w*)\b/i],
  ["dunes", /沙|热|熱|夏天|饿|餓|孤独|孤獨|\b(sand|desert|heat|summer|hungry|lonely|alone)\b/i],
  ["roofs", /家|城|窗|邻居|鄰居|楼|樓|夜|睡|\b(home|house|city|window|neighbou?r\w*|street|night\w*|sleep\w*)\b/i],
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
