/** Words of the frame and of the welcome. */
import type { Table } from "./mechanism";

export const joining = {
  "app.name": ["Mimi 秘密", "Mimi"],
  "app.rehearsal": ["彩排服务器：窗口很短，保护较弱。别写真的秘密。", "Rehearsal server: short time windows, weaker protection. Tell no real secrets here."],
  "app.rehearsal.label": ["彩排", "Rehearsal"],
  "app.stranger": ["有一台新设备想登录你的账户。", "A new device wants into your account."],
  "app.stranger.look": ["去看看", "Look at it"],
  "tab.friends": ["朋友", "Friends"],
  "tab.settings": ["设置", "Settings"],
  "tab.all": ["主要页面", "Main pages"],
  "common.back": ["返回", "Back"],
  "common.not-now": ["先不了", "Not now"],
  "common.copied": ["已复制", "Copied"],
  "common.not-copied": ["浏览器不让复制，请长按上面的文字", "The browser refused: select the text above"],
  "language": ["语言", "Language"],

  "deal.nobody.title": ["说出来，没人知道是你", "Say it, and nobody knows it was you"],
  "deal.nobody.text": ["这里的秘密没有作者：屏幕上没有，服务器里也没有。至少有 {k} 个人都可能写了它，它才会出现。", "A secret here has no author, neither on the screen nor in the server. It only comes out when at least {k} people could have written it."],
  "deal.friends.title": ["朋友之间的悄悄话", "Whispers between friends"],
  "deal.friends.text": ["至少有 {n} 个朋友也在，信息流才会打开。谁写的、谁喜欢了、谁在这里，都不会告诉你，也不会告诉别人。", "The feed opens once at least {n} of your friends are here too. Who wrote, who liked, who is here: you are not told, and neither is anybody else."],
  "deal.honest.title": ["我们保证不了的", "What we cannot promise"],
  "deal.honest.text": ["你的口气和内容可能会认出你。一直盯着你何时上网的人，或者存心作恶的运营者，仍可能猜到。请不要写会伤害别人的话。", "Your style, or what you tell, may give you away. Somebody who watches when you are online, or a dishonest operator, may still guess. And please tell nothing that harms somebody."],
  "deal.step": ["第 {at} 张，共 {of} 张", "Card {at} of {of}"],
  "deal.next": ["继续", "Next"],
  "deal.start": ["登录或注册", "Sign in or join"],

  "texts.both": ["条款、隐私、保证与投诉", "Terms, privacy, promises and complaints"],
  "texts.about-me": ["有人写了我", "Somebody wrote about me"],
  "texts.terms": ["使用条款", "Terms"],
  "texts.privacy": ["隐私说明", "Privacy"],
  "texts.promises": ["保证", "Promises"],

  "later.missing": ["这一页还没有加载下来", "This page is not here yet"],
  "shell.newer": ["新版本准备好了。", "A new version is ready."],
  "shell.use": ["现在使用", "Use it now"],
  "offline.banner": ["没有网络：你正在看之前读过的内容。", "Offline: you are reading what you had."],
  "offline.unread": ["没有网络，这台设备上也还没有读过的内容。", "Offline, and nothing was read on this device yet."],

  "problem.offline": ["现在连不上服务器。你写的都还在，请稍后再试。", "The server cannot be reached right now. What you typed is still here; try again in a moment."],
  "problem.fault": ["我们这边出了问题。你的内容没有丢。", "Something broke on our side. Nothing of yours was lost."],
  "problem.unknown": ["没有成功，请再试一次。", "That did not work. Please try again."],
} as const satisfies Table;
