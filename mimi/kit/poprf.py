"""Blind tokens: RFC 9497, mode POPRF, ciphersuite ristretto255-SHA512, on libsodium.

Protects a writer from the server: it signs what it cannot read, so it cannot recognise the
token that is spent later. The batched proof shows that it used the one public key for everybody;
a key of its own for one member would mark that member's tokens.

Points and scalars are 32 bytes. Every function raises ValueError for a point that is not valid
(the identity too), a scalar that is zero or not reduced, and a wrong length. Nothing here draws
chance: blinds and nonces are arguments. Scalars are handled by libsodium in constant time.
"""

import hmac
from collections.abc import Sequence
from hashlib import sha512
from typing import NamedTuple

import rbcl

ORDER = 2**252 + 27742317777372353535851937790883648493
CONTEXT = b"OPRFV1-\x02-ristretto255-SHA512"
IDENTITY = bytes(32)
ZERO = bytes(32)


def derive_key_pair(seed: bytes, info: bytes) -> tuple[bytes, bytes]:
    """The secret scalar and the public point that this 32-byte seed makes (section 3.2.1)."""
    if len(seed) != 32:
        raise ValueError("a seed has 32 bytes")
    for counter in range(256):
        secret = _hash_to_scalar(seed + _sized(info) + bytes([counter]), b"DeriveKeyPair")
        if secret != ZERO:
            return secret, rbcl.crypto_scalarmult_ristretto255_base(secret)
    raise ValueError("this seed makes no key")


def scalar_from(wide: bytes) -> bytes:
    """64 bytes of chance as a scalar, reduced modulo the order. ValueError if it is zero."""
    scalar = rbcl.crypto_core_ristretto255_scalar_reduce(wide)
    if scalar == ZERO:
        raise ValueError("the zero scalar blinds nothing")
    return scalar


# the client's half -----------------------------------------------------------------------


class Blinded(NamedTuple):
    """An input on its way: only `point` is sent."""

    input: bytes
    scalar: bytes
    point: bytes


def blind(token_input: bytes, scalar: bytes) -> Blinded:
    """The point says nothing about the input when the scalar is random: any input could be it."""
    point = _times(_scalar(scalar), _hash_to_group(token_input))
    return Blinded(token_input, scalar, point)


def tweaked_key(info: bytes, public_key: bytes) -> bytes:
    """The public key for one `info`."""
    tweak = rbcl.crypto_scalarmult_ristretto255_base(_tweak(info))
    return _point(rbcl.crypto_core_ristretto255_add(tweak, _point(public_key)))


def finalize(
    batch: Sequence[Blinded],
    evaluated: Sequence[bytes],
    proof: bytes,
    info: bytes,
    public_key: bytes,
) -> list[bytes]:
    """The outputs (64 bytes each) of a batch. ValueError when the proof does not hold."""
    key = tweaked_key(info, public_key)
    if not verify_proof(key, evaluated, [one.point for one in batch], proof):
        raise ValueError("evaluated under another key than everybody's")
    return [
        _output(one.input, info, _times(_inverse(one.scalar), point))
        for one, point in zip(batch, evaluated, strict=True)
    ]


def verify_proof(
    key: bytes, evaluated: Sequence[bytes], blinded: Sequence[bytes], proof: bytes
) -> bool:
    """Whether one secret k made key = k * generator and every blinded = k * evaluated."""
    challenge, response = _scalar(proof[:32]), _scalar(proof[32:])
    weights = _weights(_point(key), evaluated, blinded)
    m, z = _weighted(weights, evaluated), _weighted(weights, blinded)
    t2 = rbcl.crypto_core_ristretto255_add(
        rbcl.crypto_scalarmult_ristretto255_base(response), _times(challenge, key)
    )
    t3 = rbcl.crypto_core_ristretto255_add(_times(response, m), _times(challenge, z))
    return hmac.compare_digest(_challenge(key, m, z, t2, t3), challenge)


# the server's half -----------------------------------------------------------------------


def blind_evaluate(
    secret: bytes, blinded: Sequence[bytes], info: bytes, nonce: bytes
) -> tuple[list[bytes], bytes]:
    """The evaluated points and one proof (64 bytes) for all of them.

    `nonce` is a scalar. Two different batches proved with one nonce give the secret away.
    """
    tweaked = _tweaked_secret(secret, info)
    inverse = _inverse(tweaked)
    evaluated = [_times(inverse, _point(point)) for point in blinded]
    return evaluated, _prove(tweaked, evaluated, blinded, _scalar(nonce))


def evaluate(secret: bytes, token_input: bytes, info: bytes) -> bytes:
    """The output that a client gets for this input, without blinding."""
    inverse = _inverse(_tweaked_secret(secret, info))
    return _output(token_input, info, _times(inverse, _hash_to_group(token_input)))


def _prove(
    secret: bytes, evaluated: Sequence[bytes], blinded: Sequence[bytes], nonce: bytes
) -> bytes:
    key = rbcl.crypto_scalarmult_ristretto255_base(secret)
    m = _weighted(_weights(key, evaluated, blinded), evaluated)
    z = _times(secret, m)
    t2, t3 = rbcl.crypto_scalarmult_ristretto255_base(nonce), _times(nonce, m)
    challenge = _challenge(key, m, z, t2, t3)
    hidden = rbcl.crypto_core_ristretto255_scalar_mul(challenge, secret)
    return challenge + rbcl.crypto_core_ristretto255_scalar_sub(nonce, hidden)


# shared ----------------------------------------------------------------------------------


def _tweak(info: bytes) -> bytes:
    return _scalar(_hash_to_scalar(b"Info" + _sized(info)))


def _tweaked_secret(secret: bytes, info: bytes) -> bytes:
    return rbcl.crypto_core_ristretto255_scalar_add(_scalar(secret), _tweak(info))


def _output(token_input: bytes, info: bytes, point: bytes) -> bytes:
    return sha512(_sized(token_input) + _sized(info) + _sized(point) + b"Finalize").digest()


def _challenge(*points: bytes) -> bytes:
    return _hash_to_scalar(b"".join(map(_sized, points)) + b"Challenge")


def _weights(key: bytes, evaluated: Sequence[bytes], blinded: Sequence[bytes]) -> list[bytes]:
    """One scalar a pair, fixed by the whole statement, so that no pair can hide in a sum."""
    if not evaluated:
        raise ValueError("an empty batch")
    seed = sha512(_sized(key) + _sized(b"Seed-" + CONTEXT)).digest()
    pairs = zip(evaluated, blinded, strict=True)
    return [
        _hash_to_scalar(_sized(seed) + i.to_bytes(2) + _sized(c) + _sized(d) + b"Composite")
        for i, (c, d) in enumerate(pairs)
    ]


def _weighted(weights: Sequence[bytes], points: Sequence[bytes]) -> bytes:
    total = IDENTITY
    for weight, point in zip(weights, points, strict=True):
        total = rbcl.crypto_core_ristretto255_add(_times(weight, _point(point)), total)
    return total


def _times(scalar: bytes, point: bytes) -> bytes:
    try:
        return rbcl.crypto_scalarmult_ristretto255(scalar, point)
    except RuntimeError as error:  # what rbcl raises when the product is the identity
        raise ValueError("the identity is no point of ours") from error


def _inverse(scalar: bytes) -> bytes:
    return rbcl.crypto_core_ristretto255_scalar_invert(_scalar(scalar))


def _point(data: bytes) -> bytes:
    """`data` once it is known to be a point. libsodium takes its own all-zero identity."""
    if data == IDENTITY or not rbcl.crypto_core_ristretto255_is_valid_point(data):
        raise ValueError("not a point")
    return data


def _scalar(data: bytes) -> bytes:
    if len(data) != 32 or not 0 < int.from_bytes(data, "little") < ORDER:
        raise ValueError("not a scalar")
    return data


def _hash_to_group(message: bytes) -> bytes:
    uniform = _expand(_short(message), b"HashToGroup-" + CONTEXT)
    return _point(rbcl.crypto_core_ristretto255_from_hash(uniform))


def _hash_to_scalar(message: bytes, name: bytes = b"HashToScalar-") -> bytes:
    return rbcl.crypto_core_ristretto255_scalar_reduce(_expand(message, name + CONTEXT))


def _expand(message: bytes, tag: bytes) -> bytes:
    """expand_message_xmd (RFC 9380, section 5.3.1) with SHA-512 and 64 bytes: one block."""
    suffix = tag + bytes([len(tag)])
    first = sha512(bytes(128) + message + (64).to_bytes(2) + b"\0" + suffix).digest()
    return sha512(first + b"\x01" + suffix).digest()


def _sized(data: bytes) -> bytes:
    return len(_short(data)).to_bytes(2) + data


def _short(data: bytes) -> bytes:
    if len(data) >= 2**16 - 1:
        raise ValueError("longer than RFC 9497 allows")
    return data
