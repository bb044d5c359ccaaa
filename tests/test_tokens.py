"""Blind tokens: the RFC's own numbers, what a forger tries, and that the server learns nothing."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimi.kit import base64url, poprf, tokens
from mimi.kit.poprf import Blinded
from mimi.kit.tokens import Issuer, Token

RFC: dict[str, Any] = json.loads((Path(__file__).parent / "vectors" / "poprf.json").read_text())
LABEL = UUID(int=7)
INFO = tokens.info("post", LABEL, 1_793_577_600)
ISSUER = Issuer(bytes(32))
CHANCE = bytes(64)

INPUTS = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=5)
BLINDS = st.binary(min_size=64, max_size=64).filter(any).map(poprf.scalar_from)

NOT_POINTS = [
    bytes(32),  # the identity
    b"\x01" + bytes(31),  # negative
    poprf.ORDER.to_bytes(32, "little"),
    b"\xff" * 32,  # not canonical
    bytes.fromhex("ed" + "ff" * 30 + "7f"),  # the field's order: not canonical
    bytes.fromhex("26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371"),  # no square
    bytes(31),
    bytes(33),
    b"",
]
NOT_SCALARS = [bytes(32), poprf.ORDER.to_bytes(32, "little"), b"\xff" * 32, b"\x01", bytes(33)]


def some_point() -> bytes:
    return poprf.blind(b"somebody", scalar(5)).point


def scalar(number: int) -> bytes:
    return number.to_bytes(32, "little")


def parts(batch: dict[str, Any], name: str) -> list[bytes]:
    return [bytes.fromhex(text) for text in batch[name]]


def issue(inputs: list[bytes], blinds: list[bytes], info: bytes = INFO) -> list[bytes]:
    """The whole exchange, both halves."""
    batch = [poprf.blind(*pair) for pair in zip(inputs, blinds, strict=True)]
    evaluated, proof = ISSUER.evaluate([one.point for one in batch], info, CHANCE)
    return poprf.finalize(batch, evaluated, proof, info, ISSUER.public_key)


# the RFC's numbers -----------------------------------------------------------------------


def test_rfc_key_pair() -> None:
    made = poprf.derive_key_pair(bytes.fromhex(RFC["seed"]), bytes.fromhex(RFC["key_info"]))
    assert made == (bytes.fromhex(RFC["secret"]), bytes.fromhex(RFC["public"]))


@pytest.mark.parametrize("batch", RFC["batches"])
def test_rfc_blind_evaluate_and_proof(batch: dict[str, Any]) -> None:
    blinded = [
        poprf.blind(*pair).point
        for pair in zip(parts(batch, "inputs"), parts(batch, "blinds"), strict=True)
    ]
    assert blinded == parts(batch, "blinded")
    answer = poprf.blind_evaluate(
        bytes.fromhex(RFC["secret"]),
        blinded,
        bytes.fromhex(batch["info"]),
        bytes.fromhex(batch["nonce"]),
    )
    assert answer == (parts(batch, "evaluated"), bytes.fromhex(batch["proof"]))


@pytest.mark.parametrize("batch", RFC["batches"])
def test_rfc_finalize_and_evaluate(batch: dict[str, Any]) -> None:
    info, proof = bytes.fromhex(batch["info"]), bytes.fromhex(batch["proof"])
    columns = [parts(batch, name) for name in ("inputs", "blinds", "blinded")]
    sent = [Blinded(*row) for row in zip(*columns, strict=True)]
    public, secret = bytes.fromhex(RFC["public"]), bytes.fromhex(RFC["secret"])
    outputs = poprf.finalize(sent, parts(batch, "evaluated"), proof, info, public)
    assert outputs == parts(batch, "outputs")
    assert outputs == [poprf.evaluate(secret, one.input, info) for one in sent]


# what holds for all ----------------------------------------------------------------------


@given(INPUTS, st.data())
def test_a_finalized_token_is_what_the_issuer_verifies(
    inputs: list[bytes], data: st.DataObject
) -> None:
    blinds = [data.draw(BLINDS) for _ in inputs]
    for token_input, output in zip(inputs, issue(inputs, blinds), strict=True):
        assert ISSUER.verify(token_input, output, INFO)


@given(st.binary(min_size=32, max_size=32), BLINDS, BLINDS)
def test_the_output_does_not_depend_on_the_blind(one: bytes, blind: bytes, other: bytes) -> None:
    assert issue([one], [blind]) == issue([one], [other])


@given(st.binary(min_size=32, max_size=32), BLINDS, BLINDS)
def test_a_request_is_a_random_multiple_of_a_point(one: bytes, blind: bytes, other: bytes) -> None:
    """So it is a uniformly random point, whatever the input: it hides it from any computer."""
    times = poprf._times  # pyright: ignore[reportPrivateUsage]
    quotient = int.from_bytes(other, "little") * pow(
        int.from_bytes(blind, "little"), -1, poprf.ORDER
    )
    sent = poprf.blind(one, blind).point
    assert times(scalar(quotient % poprf.ORDER), sent) == poprf.blind(one, other).point
    assert (sent == poprf.blind(one, other).point) == (blind == other)


@pytest.mark.parametrize(
    "other",
    [
        tokens.info("comment", LABEL, 1_793_577_600),
        tokens.info("post", UUID(int=8), 1_793_577_600),
        tokens.info("post", LABEL, 1_795_996_800),
    ],
)
def test_a_token_is_for_one_purpose_circle_and_epoch(other: bytes) -> None:
    [output] = issue([b"i" * 32], [scalar(9)])
    assert not ISSUER.verify(b"i" * 32, output, other)
    assert tokens.nullifier(other, b"i" * 32) != tokens.nullifier(INFO, b"i" * 32)


# what a forger tries ---------------------------------------------------------------------


@pytest.mark.parametrize("bad", NOT_POINTS)
def test_what_is_not_a_point_is_refused(bad: bytes) -> None:
    good = some_point()
    evaluated, proof = ISSUER.evaluate([good], INFO, CHANCE)
    with pytest.raises(ValueError):
        ISSUER.evaluate([good, bad], INFO, CHANCE)
    with pytest.raises(ValueError):
        poprf.verify_proof(poprf.tweaked_key(INFO, ISSUER.public_key), [bad], [good], proof)
    with pytest.raises(ValueError):
        poprf.verify_proof(poprf.tweaked_key(INFO, ISSUER.public_key), evaluated, [bad], proof)
    with pytest.raises(ValueError):
        poprf.tweaked_key(INFO, bad)


@pytest.mark.parametrize("bad", NOT_SCALARS)
def test_what_is_not_a_scalar_is_refused(bad: bytes) -> None:
    evaluated, proof = ISSUER.evaluate([some_point()], INFO, CHANCE)
    key = poprf.tweaked_key(INFO, ISSUER.public_key)
    with pytest.raises(ValueError):
        poprf.blind(b"i" * 32, bad)
    for mutated in (bad + proof[32:], proof[:32] + bad):
        with pytest.raises(ValueError):
            poprf.verify_proof(key, evaluated, [some_point()], mutated)


def test_an_info_that_meets_the_key_has_no_evaluation() -> None:
    tweak = poprf._tweak(INFO)  # pyright: ignore[reportPrivateUsage]
    opposite = scalar(poprf.ORDER - int.from_bytes(tweak, "little"))
    with pytest.raises(ValueError):
        poprf.evaluate(opposite, b"i" * 32, INFO)


@given(st.integers(min_value=0, max_value=64 * 8 - 1))
def test_a_proof_with_a_turned_bit_does_not_hold(bit: int) -> None:
    evaluated, proof = ISSUER.evaluate([some_point()], INFO, CHANCE)
    turned = (int.from_bytes(proof) ^ 1 << bit).to_bytes(64)
    key = poprf.tweaked_key(INFO, ISSUER.public_key)
    assert poprf.verify_proof(key, evaluated, [some_point()], proof)
    try:
        assert not poprf.verify_proof(key, evaluated, [some_point()], turned)
    except ValueError:
        assert int.from_bytes(turned[:32], "little") >= poprf.ORDER or (
            int.from_bytes(turned[32:], "little") >= poprf.ORDER
        )


def test_a_key_of_its_own_for_one_member_is_noticed() -> None:
    one = poprf.blind(b"i" * 32, scalar(9))
    evaluated, proof = Issuer(b"x" * 32).evaluate([one.point], INFO, CHANCE)
    with pytest.raises(ValueError):
        poprf.finalize([one], evaluated, proof, INFO, ISSUER.public_key)


def test_answers_in_another_order_are_noticed() -> None:
    batch = [poprf.blind(b"i" * 32, scalar(9)), poprf.blind(b"j" * 32, scalar(10))]
    evaluated, proof = ISSUER.evaluate([one.point for one in batch], INFO, CHANCE)
    with pytest.raises(ValueError):
        poprf.finalize(batch, evaluated[::-1], proof, INFO, ISSUER.public_key)


def test_an_empty_or_unequal_batch_is_refused() -> None:
    one = poprf.blind(b"i" * 32, scalar(9))
    evaluated, proof = ISSUER.evaluate([one.point], INFO, CHANCE)
    with pytest.raises(ValueError):
        ISSUER.evaluate([], INFO, CHANCE)
    for batch, answers in (([], []), ([], evaluated), ([one], []), ([one, one], evaluated)):
        with pytest.raises(ValueError):
            poprf.finalize(batch, answers, proof, INFO, ISSUER.public_key)


def test_what_is_too_long_for_the_rfc_is_refused() -> None:
    with pytest.raises(ValueError):
        poprf.blind(bytes(2**16), scalar(9))
    with pytest.raises(ValueError):
        ISSUER.evaluate([some_point()], bytes(2**16), CHANCE)


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_a_guessed_token_is_forged(token_input: bytes, output: bytes) -> None:
    assert not ISSUER.verify(token_input, output, INFO)


def test_a_token_of_another_length_is_forged() -> None:
    secret = ISSUER._secret  # pyright: ignore[reportPrivateUsage]
    for length in (0, 31, 33):
        assert not ISSUER.verify(bytes(length), poprf.evaluate(secret, bytes(length), INFO), INFO)


def test_chance_that_repeats_does_not_repeat_a_nonce() -> None:
    """With one nonce for two batches, (s1 - s2) / (c2 - c1) would be the key."""
    points = [poprf.blind(one, scalar(9)).point for one in (b"a", b"b")]
    tweaked = poprf._tweaked_secret(ISSUER._secret, INFO)  # pyright: ignore[reportPrivateUsage]
    proofs = [ISSUER.evaluate([point], INFO, CHANCE)[1] for point in points]
    (c1, s1), (c2, s2) = (
        (int.from_bytes(proof[:32], "little"), int.from_bytes(proof[32:], "little"))
        for proof in proofs
    )
    found = (s1 - s2) * pow(c2 - c1, -1, poprf.ORDER) % poprf.ORDER
    assert scalar(found) != tweaked
    assert ISSUER.evaluate(points, INFO, CHANCE) == ISSUER.evaluate(points, INFO, CHANCE)


# as it travels ---------------------------------------------------------------------------


@given(st.uuids(), st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64))
def test_a_token_is_unpacked_as_packed(label: UUID, one: bytes, output: bytes) -> None:
    token = Token(label, one, output)
    assert tokens.unpack(tokens.pack(token)) == token


PACKED = tokens.pack(Token(LABEL, bytes(32), bytes(64)))


@pytest.mark.parametrize(
    "bad", [PACKED[:-1], PACKED + "A", PACKED[:-1] + "B", PACKED + "==", "", "ü" * 150, "*" * 150]
)
def test_a_token_has_one_spelling(bad: str) -> None:
    with pytest.raises(ValueError):
        tokens.unpack(bad)


@given(st.text(max_size=20))
def test_base64url_is_canonical_or_refused(text: str) -> None:
    try:
        data = base64url.decode(text)
    except ValueError:
        return
    assert base64url.encode(data) == text
