/** Words of the feed. */
import type { Table } from "./mechanism";

export const reading = {
  "tab.feed": ["看", "Read"],
  "tab.mine": ["我的", "Mine"],
  "tab.tell": ["说", "Tell"],

  "feed.fresh": ["新的一期出来了", "A new edition is out"],
  "feed.nothing-new": ["已经是最新的了", "You are up to date"],
  "feed.refresh": ["看看有没有新的", "Look for new ones"],
  "feed.loading": ["正在打开…", "Opening…"],
  "feed.end": ["都看完了", "That is all for now"],
  "feed.end-next": ["下一期最晚 {span}后出来。", "The next edition is out in {span} at most."],
  "feed.empty": ["这里还很安静", "It is still quiet here"],
  "feed.empty-why": ["还没有秘密走到你这里。也许可以由你先说一个。", "No secret has reached you yet. Perhaps you tell the first."],
  "feed.again": ["再试一次", "Try again"],

  "shut.title": ["还差几位朋友", "A few friends to go"],
  "shut.why": ["你有至少三位朋友在这里时，朋友们的秘密就会打开。只有一两位，就太容易猜到是谁了。", "Friends' secrets open when at least three friends of yours are here. With only one or two it would be too easy to guess."],
  "shut.now": ["现在：朋友不到三位。每天更新一次，不会说是谁来了。", "Now: fewer than three friends. Counted once a day; it never says who came."],
  "shut.invite": ["邀请朋友", "Invite friends"],
  "shut.public": ["在那之前，这些是走到所有人面前的秘密。", "Until then, these are secrets that have reached everybody."],

  "prompt.tell": ["说出来", "Tell it"],
  "prompt.kind": ["想问你", "A question for you"],

  "card.public": ["所有人可见", "Public"],
  "card.mine": ["你说的，只有这台设备知道", "Yours, and only this device knows"],
  "card.photo": ["秘密的背景照片", "Photo behind the secret"],
  "card.label": ["{when}的一个秘密", "A secret from {when}"],
  "card.like": ["喜欢", "Like"],
  "card.comments": ["看回应", "Read answers"],
  "card.comments-some": ["看回应，至少 {n} 条", "Read answers, at least {n}"],
  "card.share": ["分享", "Share"],
  "card.share-text": ["在 Mimi 上看到的一个秘密", "A secret I read on Mimi"],
  "card.copied": ["链接已复制。能看到它的人才打得开。", "Link copied. It opens for those who may see it."],
  "card.copied-public": ["链接已复制，谁都能打开。", "Link copied. Everybody can open it."],
  "card.not-copied": ["复制不了，链接是 {link}", "It could not be copied. The link is {link}"],

  "when.today-small": ["今天凌晨", "early this morning"],
  "when.today-morning": ["今天早上", "this morning"],
  "when.today-afternoon": ["今天下午", "this afternoon"],
  "when.today-evening": ["今天傍晚", "this evening"],
  "when.today-night": ["今天夜里", "tonight"],
  "when.yesterday-small": ["昨天凌晨", "early yesterday morning"],
  "when.yesterday-morning": ["昨天早上", "yesterday morning"],
  "when.yesterday-afternoon": ["昨天下午", "yesterday afternoon"],
  "when.yesterday-evening": ["昨天傍晚", "yesterday evening"],
  "when.yesterday-night": ["昨天夜里", "last night"],
  "when.weekday-small": ["{day}凌晨", "early {day} morning"],
  "when.weekday-morning": ["{day}早上", "{day} morning"],
  "when.weekday-afternoon": ["{day}下午", "{day} afternoon"],
  "when.weekday-evening": ["{day}傍晚", "{day} evening"],
  "when.weekday-night": ["{day}夜里", "{day} night"],

  "span.hours": ["{n} 小时", "{n} hours"],
  "span.hour": ["1 小时", "1 hour"],
  "span.minutes": ["{n} 分钟", "{n} minutes"],
  "span.minute": ["1 分钟", "1 minute"],
  "span.seconds": ["{n} 秒", "{n} seconds"],
  "span.days": ["{n} 天", "{n} days"],

} as const satisfies Table;
