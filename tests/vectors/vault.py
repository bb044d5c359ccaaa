"""Writes vault.json, on which the Python client and the page must agree:

    python -m tests.vectors.vault

Bytes are hexadecimal unless a name says otherwise.
"""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from mimi.client.vault import (
    Key,
    Vault,
    badge,
    closing,
    comment_deletion,
    comment_id,
    comment_refund,
    deletion,
    refund,
    secret_id,
)
from mimi.kit import base64url, poprf, tokens
from mimi.kit.poprf import Blinded
from mimi.kit.tokens import Issuer, Token

FILE = Path(__file__).with_suffix(".json")
PHONE, CODE = "+8613800138000", "246810"
LABEL = UUID("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
EPOCH = 1_793_577_600
ISSUER_SECRET = bytes(range(100, 132))
CHANCE = bytes(range(64))


def made() -> dict[str, Any]:
    """Everything, derived anew."""
    vault = Vault(bytes(range(16)))
    return {
        "about": "Shared vectors of the vault, the tokens and the keys; made by vault.py beside.",
        "seed": vault.seed.hex(),
        "words": vault.words,
        "vault_key": vault.key.public.hex(),
        "derived": [_derived(vault, info, length) for info, length in _infos(vault)],
        "sign_in": {
            "phone": PHONE,
            "code": CODE,
            "proof": vault.sign_in_proof(PHONE, CODE).hex(),
        },
        "batches": [_batch(vault, "post", 5), _batch(vault, "comment", 4)],
        "keys": _keys(vault),
        "refunds": _refunds(vault),
    }


def _infos(vault: Vault) -> list[tuple[str, int]]:
    token = f"mimi/v1/token/post/{LABEL.hex}/{EPOCH}/0"
    told = vault.blinded("post", LABEL, EPOCH, 0).input.hex()
    answered = vault.blinded("comment", LABEL, EPOCH, 0).input.hex()
    return [
        ("mimi/v1/vault-key", 32),
        (f"{token}/input", 32),
        (f"{token}/blind", 64),
        (f"mimi/v1/secret/{told}", 32),
        (f"mimi/v1/comment/{answered}", 32),
    ]


def _derived(vault: Vault, info: str, length: int) -> dict[str, Any]:
    return {"info": info, "length": length, "bytes": vault.derive(info, length).hex()}


def _batch(vault: Vault, purpose: str, count: int) -> dict[str, Any]:
    issuer, info = Issuer(ISSUER_SECRET), tokens.info(purpose, LABEL, EPOCH)
    batch = [vault.blinded(purpose, LABEL, EPOCH, index) for index in range(count)]
    evaluated, proof = issuer.evaluate([one.point for one in batch], info, CHANCE)
    outputs = poprf.finalize(batch, evaluated, proof, info, issuer.public_key)
    return {
        "purpose": purpose,
        "label": str(LABEL),
        "epoch": EPOCH,
        "info": info.decode(),
        "token_key": base64url.encode(issuer.public_key),
        "proof": proof.hex(),
        "tokens": [_token(info, *row) for row in zip(batch, evaluated, outputs, strict=True)],
    }


def _token(info: bytes, one: Blinded, evaluated: bytes, output: bytes) -> dict[str, str]:
    return {
        "input": one.input.hex(),
        "blind": one.scalar.hex(),
        "blinded": one.point.hex(),
        "evaluated": evaluated.hex(),
        "output": output.hex(),
        "nullifier": tokens.nullifier(info, one.input).hex(),
        "header": tokens.pack(Token(LABEL, one.input, output)),
    }


def _keys(vault: Vault) -> dict[str, str]:
    post = vault.secret_key(vault.blinded("post", LABEL, EPOCH, 0).input)
    answer: Key = vault.comment_key(vault.blinded("comment", LABEL, EPOCH, 0).input)
    secret, comment = secret_id(post.public), comment_id(answer.public)
    return {
        "post_key": post.public.hex(),
        "secret": str(secret),
        "delete_signature": post.sign(deletion(secret)).hex(),
        "close_signature": post.sign(closing(secret)).hex(),
        "comment_key": answer.public.hex(),
        "comment": str(comment),
        "badge_signature": post.sign(badge(secret, comment)).hex(),
        "delete_comment_signature": answer.sign(comment_deletion(secret, comment)).hex(),
    }


def _refunds(vault: Vault) -> dict[str, Any]:
    """What comes back for the first post token, and for the first comment token."""
    told = vault.token_input("post", LABEL, EPOCH, 0)
    answered = vault.token_input("comment", LABEL, EPOCH, 0)
    post, answer = vault.secret_key(told), vault.comment_key(answered)
    secret, comment = secret_id(post.public), comment_id(answer.public)
    back = vault.refund("post", LABEL, EPOCH, told)
    again = vault.refund("comment", LABEL, EPOCH, answered)
    signed = post.sign(refund(secret, LABEL, back.point))
    comment_signed = answer.sign(comment_refund(secret, comment, LABEL, again.point))
    return {
        "post": {"input": back.input.hex(), "blinded": back.point.hex(), "signature": signed.hex()},
        "comment": {
            "input": again.input.hex(),
            "blinded": again.point.hex(),
            "signature": comment_signed.hex(),
        },
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(made(), indent=2) + "\n")
