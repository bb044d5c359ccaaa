"""Twilio Verify v2: Verifications and VerificationCheck.

https://www.twilio.com/docs/verify/api/verification, /verification-check, /error-codes
"""

from mimi.connectors.asking import Answer, ask, documented
from mimi.connectors.trouble import Kind, Trouble
from mimi.settings_providers import Twilio

NO_SUCH = 20404  # no open verification: expired, used up or never begun
MAX_CHECKS, MAX_SENDS, MAX_SERVICE, AT_ONCE = 60202, 60203, 60207, 60212


async def send_code(account: Twilio, number: str) -> None:
    """A code that only they know. `number` is E.164. Raises Trouble."""
    await _call(account, "Verifications", {"To": number, "Channel": "sms"})


async def check_code(account: Twilio, number: str, code: str) -> bool:
    """False too when there is none any more, or it was tried too often. Raises Trouble."""
    try:
        answer = await _call(account, "VerificationCheck", {"To": number, "Code": code})
    except Trouble as trouble:
        if trouble.code in {str(NO_SUCH), str(MAX_CHECKS)}:
            return False
        raise
    return answer.get("status") == "approved"


async def _call(account: Twilio, what: str, form: dict[str, str]) -> Answer:
    url = f"{account.endpoint}/v2/Services/{account.service}/{what}"
    who = (account.key_id, account.key_secret)
    status, answer = await ask("twilio", "POST", url, data=form, auth=who)
    if status >= 400:
        with documented("twilio"):
            code = int(answer.get("code") or 0)
        raise Trouble("twilio", _kind(status, code), str(code or status))
    return answer


def _kind(status: int, code: int) -> Kind:
    if status == 401:
        return "signature"
    if status == 429 or code in {MAX_CHECKS, MAX_SENDS, MAX_SERVICE, AT_ONCE}:
        return "quota"
    return "refused"
