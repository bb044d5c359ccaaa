"""The settings of a server that has accounts with the services of tests/others."""

from typing import Any

from tests.others import Others

KEYS: dict[str, dict[str, str]] = {
    "tencent": {
        "secret_id": "AKIDtest",
        "secret_key": "tencent-secret",
        "app": "1400006666",
        "template": "1110",
    },
    "aliyun": {
        "key_id": "LTAItest",
        "key_secret": "aliyun-secret",
        "sign": "秘密",
        "template": "SMS_100001",
    },
    "dypns": {
        "key_id": "LTAItest",
        "key_secret": "aliyun-secret",
        "sign": "秘密",
        "template": "100001",
    },
    "twilio": {"key_id": "SKtest", "key_secret": "twilio-secret", "service": "VAtest"},
}


def tables(others: Others, *names: str) -> dict[str, Any]:
    """Of these providers, at their addresses on this machine."""
    return {name: {**KEYS[name], "endpoint": others.url(name)} for name in names}
