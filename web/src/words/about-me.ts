/** Words of the page for whoever a secret is about. */
import type { Table } from "./mechanism";

export const aboutMe = {
  "about-me.title": ["这条说的是我", "This is about me"],
  "about-me.why": ["有人在这里写了你，你不需要账户，也不用说自己是谁，就可以要求撤下。", "If somebody wrote about you here, you can ask for it to be taken down. You need no account and need not say who you are."],
  "about-me.what": ["几分钟内我们会去找。里面要是有你写下的名字，会先对所有人隐藏，再由审核员决定。", "Within minutes we look for it. If it has the name that you give, it is hidden from everybody first; then a moderator decides."],
  "about-me.link": ["它的链接（有的话）", "Its link, if you have one"],
  "about-me.quotation": ["里面写了什么", "What it says"],
  "about-me.quotation-hint": ["照截图抄一两句就够，不用一字不差。", "A sentence or two off a screenshot will do; they need not be exact."],
  "about-me.name": ["里面写到的名字（有的话）", "The name that stands in it, if there is one"],
  "about-me.words": ["还想对审核员说的", "Anything else for the moderators"],
  "about-me.ask": ["请撤下它", "Ask for it to be taken down"],
  "about-me.got": ["收到了", "We have it"],
  "about-me.number": ["你的编号", "Your number"],
  "about-me.keep": ["请抄下来：只显示这一次，也只有凭它才能看到结果。", "Write it down: it is shown this once, and only with it can the outcome be read."],
  "about-me.never": ["不管找没找到，你看到的都是这一页：谁也不能借这里打听别人写了什么。", "Whether we find it or not, you see this page: nobody can learn here what others wrote."],
  "about-me.outcome": ["我有编号", "I have a number"],
  "about-me.look": ["看结果", "See the outcome"],
  "about-me.waiting": ["还在看。决定之后的第二天这里会有结果。", "Still being looked at. The outcome stands here from the day after the decision."],
  "about-me.taken-down": ["已经撤下；同样的话再说一遍，会先被隐藏。", "It was taken down; the same words told again are hidden at once."],
  "about-me.left": ["没有撤下：我们没有找到，或者它没有违反规则。", "Nothing was taken down: we did not find it, or it breaks no rule."],
  "about-me.urgent": ["如果有危险，请先报警或联系当地求助热线。", "If somebody is in danger, call the police or a local helpline first."],
} as const satisfies Table;
