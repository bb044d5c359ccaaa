/** What went wrong, in the member's words: one for each problem name the server may answer. */
import type { Table } from "./mechanism";

export const problems = {
  "problem.offline": ["现在连不上服务器。你写的都还在，请稍后再试。", "The server cannot be reached right now. What you typed is still here; try again in a moment."],
  "problem.fault": ["我们这边出了问题。你的内容没有丢。", "Something broke on our side. Nothing of yours was lost."],
  "problem.invalid-phone": ["这不像一个手机号，请检查一下。", "This does not look like a phone number. Please check it."],
  "problem.too-many": ["次数太多了，请过一会儿再试。", "That was too often. Please try again later."],
  "problem.wrong-code": ["验证码不对，或者已经过期。可以重新发送一个。", "The code is wrong or has expired. You can ask for a new one."],
  "problem.not-signed-in": ["请先登录。", "Please sign in first."],
  "problem.waiting": ["这台设备还在等待通过。", "This device is still waiting to be let in."],
  "problem.not-your-number": ["这个号码和你登录的号码不一致。", "This is not the number you signed in with."],
  "problem.invite-gone": ["这个邀请已经用过、过期或不存在。请朋友再发一个。", "This invite has been used, has expired, or never was. Ask your friend for a new one."],
  "problem.not-found": ["这里没有这样东西，或者它不是给你看的。", "There is no such thing here, or it is not for you to see."],
  "problem.other-batch": ["这台设备的助记词和领取令牌时用的不一样，这一期不能在这里写。", "Tokens for this period were fetched with other words, so this device cannot write until the next one."],
  "problem.token-forged": ["服务器没有认出这次发言的凭证。换一个再试。", "The server did not recognise the pass for this. Try again with another."],
  "problem.token-spent": ["这个凭证已经用过了。", "This pass has been used already."],
  "problem.token-epoch": ["这个凭证已经过期，换新的再发。", "This pass has expired; a new one will be used."],
  "problem.no-token": ["这一期的发言次数用完了，下一期再来。", "You have used all your passes for this period. New ones come with the next."],
  "problem.gathering": ["你的圈子人数还不够。写好的留在手机上，够了会自动发出。", "Your circle does not have enough people yet. What you wrote stays on this phone and goes out when it has."],
  "problem.bad-proof": ["服务器的签名不对，我们拒绝了它。为了安全，请不要继续，并告诉运营者。", "The server's proof was wrong and we refused it. To be safe, stop here and tell the operator."],
  "problem.empty-text": ["还没有写字。", "There is nothing written yet."],
  "problem.invalid-text": ["里面有不能显示的字符。", "There are characters in it that cannot be shown."],
  "problem.text-too-long": ["太长了。", "This is too long."],
  "problem.photo-unreadable": ["读不懂这张图片，请换一张 JPEG、PNG 或 WebP。", "This picture cannot be read. Please choose a JPEG, PNG or WebP."],
  "problem.photo-too-large": ["这张图片太大了，请换小一点的。", "This picture is too large. Please choose a smaller one."],
  "problem.invalid-request": ["服务器没有看懂这次请求。请刷新页面再试。", "The server did not understand this. Reload the page and try again."],
  "problem.unknown": ["没有成功，请再试一次。", "That did not work. Please try again."],
} as const satisfies Table;
