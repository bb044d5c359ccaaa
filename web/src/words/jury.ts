/** Words of the jury. */
import type { Table } from "./mechanism";

export const jury = {
  "jury.title": ["评审", "Jury"],
  "jury.why": ["你看到的是陌生人的话：不会来自你身边的圈子。至少两个人意见一致才算数；没有人知道谁怎么说。", "These are the words of strangers, never from circles near you. It takes two at least who agree; nobody learns who said what."],
  "jury.not-asked": ["举报总是靠谱的成员会被请来当评审。你的举报被确认过几次以后再来看看。", "Members whose reports turned out right are asked. Look again when some of yours have been confirmed."],
  "jury.nothing": ["现在没有要你看的。", "Nothing for you now."],
  "jury.rule.bullying": ["这算欺凌吗？", "Is this bullying?"],
  "jury.rule.rumour": ["这像是谣言吗？", "Is this a rumour that does harm?"],
  "jury.rule.spam": ["这是广告骚扰吗？", "Is this spam?"],
  "jury.rule.other": ["这里容得下这样的话吗？", "Is this out of place here?"],
  "jury.breaks": ["是", "Yes"],
  "jury.fine": ["不是", "No"],
  "jury.skip": ["跳过", "Skip"],
} as const satisfies Table;
