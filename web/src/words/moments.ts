/** Words of pictures, the home screen, what comes from other apps, and the keyboard. */
import type { Table } from "./mechanism";

export const moments = {
  "picture.pass": ["作为图片分享", "Share as a picture"],
  "picture.saved": ["图片已保存：只有这段话和背景，没有时间，也没有你。", "Picture saved: the words and what is behind them. No time, and nothing of you."],
  "picture.not-yet": ["等它走到所有人面前，就可以做成图片。", "It can be made into a picture once everybody may see it."],

  "install.title": ["把 Mimi 放到主屏幕", "Mimi on your home screen"],
  "install.why": ["像应用一样打开，没有网络也能看读过的。", "It opens like an app, and shows what you read when there is no network."],
  "install.now": ["放到主屏幕", "Put it there"],
  "install.by-hand": ["在 Safari 里点“分享”，再选“添加到主屏幕”。", "In Safari tap Share, then “Add to Home Screen”."],

  "shared.kept": ["从另一个应用带来了新内容。你还有一份没说出去的草稿。", "Something came from another app, and you have a draft that is not told yet."],
  "shared.take": ["用新内容，丢掉草稿", "Use it and drop the draft"],
  "shared.drop": ["留着草稿", "Keep the draft"],

  "keys.title": ["键盘", "Keyboard"],
  "keys.next": ["下一个秘密", "Next secret"],
  "keys.before": ["上一个秘密", "Secret before"],
  "keys.like": ["喜欢", "Like"],
  "keys.open": ["看回应", "Read answers"],
  "keys.share": ["分享", "Share"],
  "keys.menu": ["更多", "More"],
  "keys.tell": ["说一个秘密", "Tell a secret"],
  "keys.palette": ["去哪里、做什么", "Go somewhere, do something"],
  "keys.map": ["这张表", "This list"],
  "keys.letters": ["单个字母也是快捷键", "Single letters are shortcuts"],
  "keys.close": ["关闭", "Close"],
  "palette.title": ["去哪里？", "Where to?"],
  "palette.hint": ["输入几个字，回车打开", "A few letters, then Enter"],
  "palette.none": ["没有这样的", "Nothing like that"],
  "palette.language": ["换语言：English、繁体", "Another language: 中文、繁體"],
  "palette.theme": ["换成浅色或深色", "Switch light or dark"],
} as const satisfies Table;
