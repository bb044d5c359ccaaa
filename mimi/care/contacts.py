"""Ways to reach somebody: numbers, and names of accounts elsewhere.

Mail, links and what else needs no thought are in lists/contact.en.txt. A line where somebody
listens is none of them.
"""

import re

from mimi.care import lists
from mimi.care.hotlines import listens
from mimi.care.plain import HAN, Plain

# Chinese figures, and letters in their place, as people write numbers that are not to be seen.
FIGURES = str.maketrans("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "001234567891234567891")
NUMBER = re.compile(r"(?<![\d$¥￥€£.])\+?\(?\d(?:[ \-.()/·]{0,2}\d){5,16}(?![\d%])")
MEASURE = re.compile(
    r"\s?(元|块|万|亿|人|次|米|公里|步|字|天|年|秒|分|円|美元|度|km|m\b|kg|dollars|euros|pounds|bucks|people"
    r"|steps|words|times|days|miles|hours|minutes|views|followers|subscribers|calories|bpm)",
    re.IGNORECASE,
)
MONEY = re.compile(r"\d{1,3}(?:,\d{3})+|(?:19|20)\d{2}[-./ ]\d{1,2}(?:[-./ ]\d{1,2})?")
SPOKEN = re.compile(r"[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]{7,}")

ACCOUNT = re.compile(
    r"(?<![a-z0-9])(?:微信|薇信|威信|徽信|卫星|维信|v信|vx|wx|wechat|weixin|qq|扣扣|企鹅号?|球球|小红书|抖音|快手|微博|b站|陌陌|探探|"
    r"soul|飞机|电报|ins|推特|钉钉|支付宝)(?:号|账号|id|群)?(?:码|也|就)?(?:是|为|搜|加)?(?P<id>[a-z0-9_]{5,})"
)
ASKED = re.compile(
    r"(?:加|扫|搜)(?:我|一下我?|下)?(?:的)?(?:微信|薇信|威信|徽信|v信|vx|wx|微|薇|v|qq|扣扣|企鹅)(?P<id>[a-z0-9_]{5,})"
)


def strength(text: Plain) -> float:
    """1 or 0: a number is one or is none."""
    folded = text.folded
    if lists.strength("contact", lists.cut("contact", text)) or any(
        _reaches(folded, one) for one in NUMBER.finditer(folded)
    ):
        return 1
    if any(not listens(one[0].translate(FIGURES)) for one in SPOKEN.finditer(text.joined)):
        return 1
    if not HAN.search(text.joined):
        return 0
    accounts = [*ACCOUNT.finditer(text.joined), *ASKED.finditer(text.joined)]
    return 1 if any(not listens(one["id"]) for one in accounts) else 0


def _reaches(text: str, number: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", number[0])
    if listens(digits) or MONEY.fullmatch(number[0].strip()):
        return False
    return len(digits) >= 7 and not MEASURE.match(text[number.end() :])
