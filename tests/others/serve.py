"""All services in one process, each on a port of its own, until it is ended."""

import json
import signal

from tests.others.acs import Dypns, Dysms
from tests.others.qyapi import Qyapi
from tests.others.service import Service, start
from tests.others.tencent import Tencent
from tests.others.twilio import Twilio
from tests.others.weixin import Weixin

SERVICES: list[type[Service]] = [Tencent, Dysms, Dypns, Twilio, Weixin, Qyapi]

if __name__ == "__main__":
    print(json.dumps({one.name: start(one()) for one in SERVICES}), flush=True)
    signal.pause()
