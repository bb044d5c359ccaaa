"""The Python client: what a device does, over HTTP alone.

async with httpx2.AsyncClient(base_url="http://127.0.0.1:8000") as http:
    device = Device(http)
    await device.sign_in("+8613800138000", code)
    await device.fetch_tokens()
    await device.tell("Nobody knows that I still sleep with the light on.")
"""

from mimi.client.device import Device
from mimi.client.keeping import NoBox, WrongPin
from mimi.client.session import Refused, Unsure
from mimi.client.tokens import NoToken, Resting
from mimi.client.vault import Vault
from mimi.client.writing import NotMine

__all__ = [
    "Device",
    "NoBox",
    "NoToken",
    "NotMine",
    "Refused",
    "Resting",
    "Unsure",
    "Vault",
    "WrongPin",
]
