/** Words of the composer's helper. */
import type { Table } from "./mechanism";

export const caring = {
  "care.title": ["也许会让人认出谁", "Could give somebody away"],
  "care.why": ["只在这台设备上看。要不要换，由你。", "Looked for on this device only. It is your choice."],
  "care.known": ["你记下的人", "Somebody you noted"],
  "care.number": ["号码", "A number"],
  "care.address": ["能找到人的地方", "A way to reach somebody"],
  "care.name": ["名字", "A name"],
  "care.place": ["地点", "A place"],
  "care.only": ["只有一个人符合", "Fits only one person"],
  "care.time": ["准确的时间", "An exact time"],
  "care.job": ["工作", "A job"],
  "care.faces": ["照片里好像有 {n} 张脸。认得脸的人，就知道是谁。", "There {n|seems|seem} to be {n} {n|face|faces} in the photo. Who knows a face knows who it is."],
  "care.faces-blur": ["让照片模糊", "Blur the photo"],
  "care.change": ["换成“{words}”", "Say “{words}”"],
  "care.keep": ["留着", "Keep"],
  "care.quiet": ["如果很难受，有人愿意听。", "If it is hard right now, somebody will listen."],
  "care.line": ["心理援助热线 {line}，紧急时 {danger}。", "Call {line}. In danger now: {danger}."],
  "care.elsewhere": ["身边的人，或当地的援助热线和急救电话，都可以。", "Somebody near you, a helpline where you live, or its emergency number."],
  "care.unseen": ["这里不会记下任何事。", "Nothing of this is noted anywhere."],
  "care.suggest": ["按文字选了背景，可以换。", "A background to suit the words. Change it as you like."],
} as const satisfies Table;
