/** Words of notifications, and of what is new. */
import type { Table } from "./mechanism";

export const notifying = {
  "settings.notices": ["通知", "Notifications"],
  "notices.edition": ["新一期秘密出来了", "A new edition is out"],
  "notices.what": ["新一期秘密出来时，这台设备会响一下，只说“新一期出来了”：没有内容，没有名字。", "When a new edition of secrets is out, this device is told just that: no content, no names."],
  "notices.alike": ["所有选了同一时刻的人，收到的都一样，不管是谁写的、谁能看到。所以有时新一期里没有给你的新秘密。推送要经过浏览器厂商（Google、Apple 等），它们只知道这台手机装了 Mimi。", "Everybody who chose the same hour gets the same, whoever wrote and whoever may see it. So now and then an edition has nothing new for you. It travels through the maker of your browser (Google, Apple and so on), who learns that this phone has Mimi, and nothing else."],
  "notices.own": ["有人回应了你，或你关注的地方有新回应，服务器不会单独通知你，那样会暴露你。打开 Mimi 时，这台设备自己看出来，记在“我的”里。", "The server never rings you alone when somebody answers you or a thread you follow: that would give you away. This device finds out by itself when you open Mimi, and shows it under “Mine”."],
  "notices.hours": ["什么时候提醒", "When to ring"],
  "notices.quiet": ["没选的时刻就是安静的时间，期间出来的会在下一个选了的时刻告诉你。只选一个，就是每天最多一次。服务器只知道大约四小时一段，不知道你的时区。", "What you leave out are your quiet hours; what comes out meanwhile is told at the next hour you chose. Choose one and you are rung once a day at most. The server learns stretches of four hours, not your time zone."],
  "notices.no-hour": ["请至少选一个时刻。", "Choose at least one hour."],
  "notices.on": ["打开通知", "Turn on"],
  "notices.change": ["保存", "Save"],
  "notices.off": ["关闭通知", "Turn off"],
  "notices.is-on": ["这台设备的通知已打开。", "Notifications are on for this device."],
  "notices.install": ["在 iPhone 和 iPad 上，要先把 Mimi 放到主屏幕，从那里打开，才能打开通知。", "On an iPhone or iPad, put Mimi on the home screen first and open it from there; then notifications can be turned on."],
  "notices.unable": ["这个浏览器不能接收通知，例如微信里的浏览器。用系统自带的浏览器打开 Mimi 就可以。其他功能都照常。", "This browser cannot be notified, such as the one inside WeChat. Open Mimi in the browser of your phone. Everything else works here too."],
  "notices.denied": ["这个浏览器不允许 Mimi 发通知。可以在浏览器的网站设置里改成允许，再回来。", "This browser does not let Mimi notify you. Allow it in the browser's settings for this site, then come back."],
  "notices.none": ["这台服务器没有开通知。", "This server has notifications switched off."],

  "news.title": ["有什么新的", "What is new"],
  "news.out": ["已经出来了", "It is out"],
  "news.public": ["走到了所有人面前", "It has reached everybody"],
  "news.answers": ["{n} 条新回应", "{n} new {n|answer|answers}"],
  "news.likes": ["喜欢的人更多了：{n}+", "More people like it: {n}+"],
  "news.shares": ["分享的人更多了：{n}+", "More people share it: {n}+"],

  "problem.push-denied": ["浏览器没有允许通知。", "The browser did not allow notifications."],
  "problem.push-unable": ["这台设备连不上浏览器的推送服务，没有打开。有些手机没有谷歌服务，就会这样；装了 Mimi 也可以自己打开来看。", "This device could not reach its browser's push service, so it is not on. Phones without Google services are like that; open Mimi now and then instead."],
} as const satisfies Table;
