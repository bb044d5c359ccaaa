/** Questions for the moments when there is nothing to read. */
import type { Table } from "./mechanism";

export const prompts = {
  "prompt.0": ["有没有一句话，你一直想对某个人说？", "What have you always wanted to tell someone?"],
  "prompt.1": ["最近一次偷偷哭，是因为什么？", "What made you cry the last time nobody saw?"],
  "prompt.2": ["你为谁做过一件好事，却从没让那个人知道？", "What kindness did you do that nobody knows was you?"],
  "prompt.3": ["如果明天没有人认识你，你会先做什么？", "If nobody knew you tomorrow, what would you do first?"],
  "prompt.4": ["你假装喜欢了很久的东西是什么？", "What have you pretended to like for far too long?"],
  "prompt.5": ["哪个选择，你到现在还会在夜里想起？", "Which choice still visits you at night?"],
  "prompt.6": ["你其实早就原谅了谁？", "Whom have you quietly forgiven?"],
  "prompt.7": ["有什么小事，会让你一整天都开心？", "What small thing can make your whole day?"],
  "prompt.8": ["你最想重新过一遍的是哪一天？", "Which day would you live once more?"],
  "prompt.9": ["大家都以为你很擅长，你却心虚的是什么？", "What does everybody think you are good at, except you?"],
  "prompt.10": ["你最怕身边的人发现你什么？", "What are you most afraid your friends find out?"],
  "prompt.11": ["哪句随口说的话，你记到了现在？", "Which passing remark have you never forgotten?"],
  "prompt.12": ["你欠谁一句谢谢？", "To whom do you owe a thank you?"],
  "prompt.13": ["现在的生活里，你最舍不得的是什么？", "What would you miss most about your life as it is?"],
  "prompt.14": ["你羡慕过哪个朋友，从没说出口？", "Which friend have you envied without saying so?"],
  "prompt.15": ["有什么梦想，你只敢在心里说？", "What dream do you only say to yourself?"],
} as const satisfies Table;
