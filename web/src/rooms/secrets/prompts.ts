/** Questions for the moments when there is nothing to read. Each leads to the tell screen. */
import { type Language, language } from "../../words";

export const PROMPTS: Record<Language, readonly string[]> = {
  zh: [
    "有没有一句话，你一直想对某个人说？",
    "最近一次偷偷哭，是因为什么？",
    "你为谁做过一件好事，却从没让那个人知道？",
    "如果明天没有人认识你，你会先做什么？",
    "你假装喜欢了很久的东西是什么？",
    "哪个选择，你到现在还会在夜里想起？",
    "你其实早就原谅了谁？",
    "有什么小事，会让你一整天都开心？",
    "你最想重新过一遍的是哪一天？",
    "大家都以为你很擅长，你却心虚的是什么？",
    "你最怕身边的人发现你什么？",
    "哪句随口说的话，你记到了现在？",
    "你欠谁一句谢谢？",
    "现在的生活里，你最舍不得的是什么？",
    "你羡慕过哪个朋友，从没说出口？",
    "有什么梦想，你只敢在心里说？",
  ],
  en: [
    "What have you always wanted to tell someone?",
    "What made you cry the last time nobody saw?",
    "What kindness did you do that nobody knows was you?",
    "If nobody knew you tomorrow, what would you do first?",
    "What have you pretended to like for far too long?",
    "Which choice still visits you at night?",
    "Whom have you quietly forgiven?",
    "What small thing can make your whole day?",
    "Which day would you live once more?",
    "What does everybody think you are good at, except you?",
    "What are you most afraid your friends find out?",
    "Which passing remark have you never forgotten?",
    "To whom do you owe a thank you?",
    "What would you miss most about your life as it is?",
    "Which friend have you envied without saying so?",
    "What dream do you only say to yourself?",
  ],
};

/** The prompt of a number; numbers beyond the list begin again. */
export function promptOf(number: number): string {
  const list = PROMPTS[language.value];
  return list[Math.abs(Math.trunc(number) || 0) % list.length]!;
}
