/** Words of the moderators' console. */
import type { Table } from "./mechanism";

export const consoleWords = {
  "console.title": ["审核台", "Console"],
  "console.sign-in": ["登录审核台", "Sign in to the console"],
  "console.sign-in-why": ["这里看不到任何人是谁：没有名字、没有圈子、没有准确的时间。", "Nothing here says who anybody is: no names, no circles, no exact times."],
  "console.name": ["你的审核名", "Your moderator name"],
  "console.passphrase": ["口令", "Passphrase"],
  "console.with-passkey": ["用通行密钥登录", "Sign in with a passkey"],
  "console.with-code": ["用验证码登录", "Sign in with a code"],
  "console.code": ["验证器上的六位数", "Six digits from your app"],
  "console.enrol": ["欢迎，{name}", "Welcome, {name}"],
  "console.enrol-why": ["先定一个口令，再加一样第二重验证。链接只能用一次。", "Choose a passphrase, then add a second proof. This link works once."],
  "console.passphrase-hint": ["至少 12 个字符，一句话最好。", "At least 12 characters; a sentence is best."],
  "console.enrol-passkey": ["加一个通行密钥", "Add a passkey"],
  "console.enrol-totp": ["改用验证器应用", "Use an authenticator app instead"],
  "console.enrol-totp-why": ["用验证器扫这个码，或者抄下字符，再填它显示的六位数。", "Scan this with an authenticator app, or copy the letters, and enter the six digits it shows."],
  "console.enrol-code": ["用这个验证码完成", "Finish with this code"],
  "console.qr": ["验证器的二维码", "QR code for the authenticator app"],
  "console.sign-out": ["退出", "Sign out"],
} as const satisfies Table;
