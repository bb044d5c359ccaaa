"""Writes boxes.json, on which the Python client and the page must agree:

    python -m tests.vectors.boxes

Bytes are hexadecimal.
"""

import json
from pathlib import Path
from typing import Any

from mimi.client import boxes
from mimi.client.vault import Vault
from mimi.kit import poprf
from mimi.kit.tokens import Issuer

FILE = Path(__file__).with_suffix(".json")
PIN = " 4071 密码Ａ"
SALT, DRAW, NONCE = bytes(range(16)), bytes(range(16, 32)), bytes(range(12))
PRF, WIDE = bytes(range(32, 64)), bytes(range(64, 128))
ISSUER_SECRET = bytes(range(100, 132))


def made() -> dict[str, Any]:
    """Everything, sealed anew."""
    vault, issuer = Vault(bytes(range(16))), Issuer(ISSUER_SECRET)
    stretched = boxes.stretched(PIN, SALT)
    blinded = poprf.blind(stretched, poprf.scalar_from(WIDE))
    (evaluated,), proof = issuer.evaluate([blinded.point], boxes.info(DRAW), bytes(32))
    points = ([blinded], [evaluated], proof, boxes.info(DRAW), issuer.public_key)
    (output,) = poprf.finalize(*points)
    box = boxes.sealed(vault.seed, output, boxes.PIN, NONCE)
    passkey_box = boxes.sealed(vault.seed, PRF, boxes.PASSKEY, NONCE)
    pin = {
        "pin": PIN,
        "salt": SALT.hex(),
        "draw": DRAW.hex(),
        "stretched": stretched.hex(),
        "blind": blinded.scalar.hex(),
        "blinded": blinded.point.hex(),
        "evaluated": evaluated.hex(),
        "proof": proof.hex(),
        "key": issuer.public_key.hex(),
        "output": output.hex(),
        "nonce": NONCE.hex(),
        "box": box.hex(),
        "keeping": vault.key.sign(boxes.keep_pin(DRAW, SALT, box)).hex(),
    }
    passkey = {
        "prf": PRF.hex(),
        "nonce": NONCE.hex(),
        "box": passkey_box.hex(),
        "keeping": vault.key.sign(boxes.keep_passkey(passkey_box)).hex(),
    }
    opening = {"challenge": PRF.hex(), "proof": vault.key.sign(boxes.opening(PRF)).hex()}
    return {
        "about": "Shared vectors of the boxes; made by boxes.py beside.",
        "seed": vault.seed.hex(),
        "pin": pin,
        "passkey": passkey,
        "opening": opening,
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(made(), indent=2, ensure_ascii=False) + "\n")
