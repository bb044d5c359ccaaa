"""The vault: the shared numbers, the words, and that nothing derived meets."""

import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from mimi.client.vault import Vault
from tests.vectors import vault as vectors

SEEDS = st.binary(min_size=16, max_size=16)


def test_the_shared_vectors_are_what_the_client_derives() -> None:
    assert json.loads(vectors.FILE.read_text()) == vectors.made()


def test_bip39_words_of_its_own_test_vector() -> None:
    """The first two of the BIP's English vectors."""
    assert Vault(bytes(16)).words == "abandon " * 11 + "about"
    assert Vault(b"\x7f" * 16).words == "legal winner thank year wave sausage worth useful " + (
        "legal winner thank yellow"
    )


@given(SEEDS)
def test_the_words_are_the_vault(seed: bytes) -> None:
    assert Vault.from_words(Vault(seed).words).seed == seed


@pytest.mark.parametrize(
    "words", ["abandon " * 11 + "abandon", "abandon", "", "秘密 " * 12, "abandon " * 23 + "art"]
)
def test_what_is_not_twelve_right_words_is_refused(words: str) -> None:
    with pytest.raises(ValueError):
        Vault.from_words(words)


@given(SEEDS)
def test_no_two_tokens_of_a_vault_are_alike(seed: bytes) -> None:
    vault = Vault(seed)
    made = [
        vault.blinded(purpose, vectors.LABEL, epoch, index)
        for purpose in ("post", "comment")
        for epoch in (0, 1)
        for index in range(3)
    ]
    for part in zip(*made, strict=True):
        assert len(set(part)) == len(made)


@given(SEEDS, st.binary(min_size=32, max_size=32))
def test_the_keys_of_a_secret_and_of_a_comment_differ(seed: bytes, token_input: bytes) -> None:
    vault = Vault(seed)
    assert vault.secret_key(token_input).public != vault.comment_key(token_input).public
    assert vault.secret_key(token_input).public != vault.key.public


def test_a_proof_is_for_one_number_and_one_code() -> None:
    vault = Vault(bytes(16))
    public = Ed25519PublicKey.from_public_bytes(vault.key.public)
    proof = vault.sign_in_proof("+8613800138000", "246810")
    public.verify(proof, b"mimi/sign-in\0+8613800138000\x00246810")
    for other in (b"mimi/sign-in\0+8613800138001\x00246810", b"mimi/delete\0" + bytes(16)):
        with pytest.raises(InvalidSignature):
            public.verify(proof, other)
