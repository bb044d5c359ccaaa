"""The settings of a server that has accounts with the services of tests/others."""

from typing import Any

from tests.others import Others

KEYS: dict[str, dict[str, Any]] = {
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
    "wechat": {
        "app_id": "wxinside",
        "app_secret": "inside-secret",
        "web_app_id": "wxsite",
        "web_app_secret": "site-secret",
        "mini_app_id": "wxmini",
        "mini_app_secret": "mini-secret",
        "union": "true",
    },
    "wecom": {
        "corp_id": "wwcorp",
        "agent_id": "1000002",
        "app_secret": "app-secret",
        "directory_secret": "directory-secret",
        "departments": [2],
        "name": "Acme",
    },
    "twilio": {"key_id": "SKtest", "key_secret": "twilio-secret", "service": "VAtest"},
}


def tables(others: Others, *names: str) -> dict[str, Any]:
    """Of these providers, at their addresses on this machine."""
    at = {name: {"endpoint": others.url(name)} for name in names}
    for name in {"wechat", "wecom"} & {*names}:
        at[name]["pages"] = others.url(name)
    if "wecom" in names:
        at["wecom"]["desktop_pages"] = others.url("wecom")
    return {name: {**KEYS[name], **at[name]} for name in names}
