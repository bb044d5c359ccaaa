"""What brings a vault back: passkeys and a PIN that the server cannot open."""

import asyncio
import json
from random import Random
from typing import Any

import httpx2
import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from mimi.client import Device, NoBox, Refused, WrongPin, boxes
from mimi.client.vault import Vault
from mimi.kit import base64url
from mimi.kit.kit import Kit
from mimi.kit.poprf import ORDER
from tests.conftest import CODE, problem
from tests.people import number, pass_days
from tests.vectors import boxes as vectors

PRF = b"what an authenticator makes.....".ljust(32)
PIN = "4071"
GENERATOR = "4vKuCmq8TnGohKlhxQBRX1jjC2qlgt2NtqZZReCNLXY"  # of ristretto255


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stretching is dear on purpose; its figures have a test of their own."""
    monkeypatch.setattr(boxes, "MEMORY", 64)


async def signed_in(http: httpx2.AsyncClient, index: int, chance: int = 0) -> Device:
    device = Device(http, chance=Random(1_000 * chance + index))
    await device.sign_in(number(index), CODE)
    return device


async def waiting(http: httpx2.AsyncClient, index: int, chance: int = 9) -> Device:
    """A new device of person `index`: it has the number, and nothing else."""
    device = await signed_in(http, index, chance)
    assert await refusal(device.gate()) == "waiting"
    return device


async def refusal(work: Any) -> str:
    with pytest.raises(Refused) as refused:
        await work
    return refused.value.name


async def is_back(device: Device, old: Device) -> bool:
    await device.gate()
    return device.vault.seed == old.vault.seed


async def test_a_lost_device_comes_back_by_its_pin(http: httpx2.AsyncClient) -> None:
    old = await signed_in(http, 1)
    await old.keep_by_pin(PIN)
    new = await waiting(http, 1)
    await new.return_by_pin(PIN)
    assert await is_back(new, old)


async def test_a_lost_device_comes_back_by_a_passkey(http: httpx2.AsyncClient) -> None:
    old = await signed_in(http, 1)
    await old.keep_by_passkey(b"another".ljust(32))
    await old.keep_by_passkey(PRF)
    new = await waiting(http, 1)
    with pytest.raises(NoBox):
        await new.return_by_passkey(bytes(32))
    await new.return_by_passkey(PRF)
    assert await is_back(new, old)


async def test_a_waiting_device_comes_back_by_words_without_another_code(
    http: httpx2.AsyncClient,
) -> None:
    old = await signed_in(http, 1)
    new = await waiting(http, 1)
    assert await refusal(new.return_with(bytes(16))) == "not-your-vault"
    await new.return_with(Vault.from_words(old.words).seed)
    assert await is_back(new, old)


async def test_after_ten_wrong_pins_the_box_is_gone(http: httpx2.AsyncClient) -> None:
    old = await signed_in(http, 1)
    await old.keep_by_pin(PIN)
    left: list[int] = []
    for day in range(2):
        new = await waiting(http, 1, 10 + day)
        for attempt in range(5):
            with pytest.raises(WrongPin) as wrong:
                await new.return_by_pin(f"000{attempt}")
            left.append(wrong.value.left)
        expected = "too-many" if day == 0 else "no-pin"
        assert await refusal(new.return_by_pin(PIN)) == expected
        await pass_days(http)
    assert left == list(range(9, -1, -1))
    assert (await old.ways())["pin"] is None


async def test_the_last_attempt_may_be_the_right_one(http: httpx2.AsyncClient, kit: Kit) -> None:
    old = await signed_in(http, 1)
    await old.keep_by_pin(PIN)
    async with kit.database.transaction() as db:
        await db.execute("UPDATE pins SET attempts = 9")
    new = await waiting(http, 1)
    await new.return_by_pin(PIN)
    assert await is_back(new, old)
    assert (await new.ways())["pin"] is None


async def test_attempts_at_once_are_each_counted(http: httpx2.AsyncClient, kit: Kit) -> None:
    old = await signed_in(http, 1)
    await old.keep_by_pin(PIN)
    async with kit.database.transaction() as db:
        await db.execute("UPDATE pins SET attempts = 7")
    new = await waiting(http, 1)
    body = {"blinded": GENERATOR}
    tries = [new.ask("POST", "/v1/vault/pin/attempts", json=body) for _ in range(10)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    done = [one.json()["attempts_left"] for one in answers if isinstance(one, httpx2.Response)]
    assert sorted(done) == [0, 1, 2]
    refused = {one.name for one in answers if isinstance(one, Refused)}
    assert refused <= {"no-pin", "too-many"}
    assert len(answers) == 10


async def test_a_right_pin_forgets_the_wrong_ones(http: httpx2.AsyncClient) -> None:
    old = await signed_in(http, 1)
    await old.keep_by_pin(PIN)
    new = await waiting(http, 1)
    for _ in range(3):
        with pytest.raises(WrongPin):
            await new.return_by_pin("9999")
    await new.return_by_pin(PIN)
    assert (await old.ways())["pin"]["attempts_left"] == 10


async def test_whoever_is_in_without_the_vault_cannot_have_attempts_forgotten(
    http: httpx2.AsyncClient,
) -> None:
    """Somebody with a recycled number who waited, and has a vault of their own."""
    old = await signed_in(http, 1)
    await old.keep_by_pin(PIN)
    new = await waiting(http, 1)
    with pytest.raises(WrongPin):
        await new.return_by_pin("9999")
    await pass_days(http, 7)
    await new.return_with(new.vault.seed)
    ways = await new.ways()
    assert ways["vault_key"] == base64url.encode(new.vault.key.public)
    assert ways["pin"]["attempts_left"] == 9


async def test_who_came_back_by_waiting_takes_the_old_vault_up_again(
    http: httpx2.AsyncClient,
) -> None:
    """Even after saying that it is given up."""
    old = await signed_in(http, 1)
    await old.keep_by_pin(PIN)
    new = await waiting(http, 1)
    await pass_days(http, 7)
    await new.return_with(new.vault.seed)
    again = Device(http, old.vault.seed, Random(5))
    assert (await again.sign_in(number(1), CODE))["state"] == "waiting"
    await new.return_by_pin(PIN)
    again = Device(http, old.vault.seed, Random(6))
    assert (await again.sign_in(number(1), CODE))["state"] == "open"


async def test_a_new_pin_takes_the_place_of_the_old(http: httpx2.AsyncClient) -> None:
    old = await signed_in(http, 1)
    await old.keep_by_pin(PIN)
    await old.keep_by_pin("a longer one 密码")
    new = await waiting(http, 1)
    with pytest.raises(WrongPin):
        await new.return_by_pin(PIN)
    await new.return_by_pin(" ａ longer one 密码 ")  # full-width as from a Chinese keyboard
    assert await is_back(new, old)


async def test_each_pin_is_evaluated_under_a_name_of_its_own(http: httpx2.AsyncClient) -> None:
    """So an evaluation that was not counted is of no PIN that is kept."""
    me = await signed_in(http, 1)
    await me.keep_by_pin(PIN)
    body = {"blinded": GENERATOR}
    drawn = [(await me.ask("POST", "/v1/vault/pin/draw", json=body)).json() for _ in range(3)]
    tried = (await me.ask("POST", "/v1/vault/pin/attempts", json=body)).json()
    for part in ("draw", "evaluated"):
        assert len({answer[part] for answer in [*drawn, tried]}) == 4


async def test_a_draw_is_taken_once_and_only_the_last_one(http: httpx2.AsyncClient) -> None:
    me = await signed_in(http, 1)
    body = {"blinded": GENERATOR}
    draws = [
        (await me.ask("POST", "/v1/vault/pin/draw", json=body)).json()["draw"] for _ in range(2)
    ]
    assert await refusal(put(me, draws[0])) == "stale-pin"
    await put(me, draws[1])
    assert await refusal(put(me, draws[1])) == "stale-pin"
    other = await signed_in(http, 2)
    assert await refusal(put(other, draws[1])) == "stale-pin"


def put(device: Device, drawn: str, **changes: str) -> Any:
    salt, box = bytes(16), bytes(45)
    proof = device.vault.key.sign(boxes.keep_pin(base64url.decode(drawn), salt, box))
    given = {"salt": salt, "box": box, "proof": proof}
    body = {"draw": drawn} | {name: base64url.encode(value) for name, value in given.items()}
    return device.ask("PUT", "/v1/vault/pin", json=body | changes)


async def test_boxes_of_another_vault_are_not_kept(http: httpx2.AsyncClient) -> None:
    """A device that was let in without the words cannot put its own vault over the account's."""
    old = await signed_in(http, 1)
    new = await waiting(http, 1)
    (device,) = [one for one in await old.devices() if one["state"] == "waiting"]
    await old.approve_device(device["device"])
    assert await refusal(new.keep_by_pin(PIN)) == "not-your-vault"
    assert await refusal(new.keep_by_passkey(PRF)) == "not-your-vault"
    await new.return_with(old.vault.seed)
    await new.keep_by_pin(PIN)


async def test_a_proof_is_for_one_session(http: httpx2.AsyncClient) -> None:
    old = await signed_in(http, 1)
    one, other = await waiting(http, 1, 8), await waiting(http, 1, 9)
    challenge = base64url.decode((await one.ways())["challenge"])
    proof = base64url.encode(old.vault.key.sign(boxes.opening(challenge)))
    body = {"vault_key": base64url.encode(old.vault.key.public), "proof": proof}
    assert await refusal(other.ask("POST", "/v1/vault/opening", json=body)) == "not-your-vault"
    await one.ask("POST", "/v1/vault/opening", json=body)
    await one.gate()


async def test_a_waiting_device_changes_nothing(http: httpx2.AsyncClient) -> None:
    old = await signed_in(http, 1)
    passkey = await old.keep_by_passkey(PRF)
    await old.keep_by_pin(PIN)
    new = await waiting(http, 1)
    for work in (
        new.forget_pin(),
        new.forget_passkey(passkey),
        new.keep_by_passkey(PRF),
        new.keep_by_pin(PIN),
    ):
        assert await refusal(work) == "waiting"


async def test_boxes_go_when_the_member_says_so(http: httpx2.AsyncClient) -> None:
    me, other = await signed_in(http, 1), await signed_in(http, 2)
    passkey = await me.keep_by_passkey(PRF)
    await me.keep_by_pin(PIN)
    assert await refusal(other.forget_passkey(passkey)) == "not-found"
    await me.forget_passkey(passkey)
    assert await refusal(me.forget_passkey(passkey)) == "not-found"
    await me.forget_pin()
    ways = await me.ways()
    assert (ways["passkeys"], ways["pin"]) == ([], None)


async def test_boxes_go_with_the_account_and_stay_with_the_number_changed(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    me = await signed_in(http, 1)
    await me.keep_by_passkey(PRF)
    await me.keep_by_pin(PIN)
    await me.change_number(number(7), CODE)
    assert (await me.ways())["pin"]
    await me.ask("POST", "/v1/vault/pin/draw", json={"blinded": GENERATOR})
    await me.delete_account()
    async with kit.database.reading() as db:
        for table in ("pins", "passkeys", "pin_draws"):
            assert await db.fetchval(f"SELECT count(*) FROM {table}") == 0


async def test_an_idle_account_leaves_its_boxes_to_nobody(http: httpx2.AsyncClient) -> None:
    old = await signed_in(http, 1)
    await old.keep_by_pin(PIN)
    await pass_days(http, 130)
    new = await signed_in(http, 1, 9)
    await new.gate()
    assert (await new.ways())["pin"] is None


async def test_a_passkey_too_many_is_refused(http: httpx2.AsyncClient) -> None:
    me = await signed_in(http, 1)
    for _ in range(5):
        await me.keep_by_passkey(PRF)
    assert await refusal(me.keep_by_passkey(PRF)) == "enough-passkeys"


POINTS = ["", "x", "A" * 43, "_" * 43, base64url.encode(ORDER.to_bytes(32, "little")), "A" * 128]


@pytest.mark.parametrize("point", POINTS)
async def test_what_is_no_point_costs_no_attempt(http: httpx2.AsyncClient, point: str) -> None:
    me = await signed_in(http, 1)
    await me.keep_by_pin(PIN)
    for path in ("draw", "attempts"):
        asked = me.ask("POST", f"/v1/vault/pin/{path}", json={"blinded": point})
        assert await refusal(asked) == "invalid-point"
    assert (await me.ways())["pin"]["attempts_left"] == 10


CHANGES = [
    ({"box": base64url.encode(bytes(44))}, "invalid-box"),
    ({"box": "A" * 129}, "invalid-request"),
    ({"salt": ""}, "invalid-box"),
    ({"draw": "é"}, "invalid-box"),
    ({"proof": "x"}, "not-your-vault"),
    ({"salt": base64url.encode(b"\1" * 16)}, "not-your-vault"),
]


@pytest.mark.parametrize(("change", "name"), CHANGES)
async def test_a_wrong_box_is_a_problem(
    http: httpx2.AsyncClient, change: dict[str, str], name: str
) -> None:
    me = await signed_in(http, 1)
    drawn = await me.ask("POST", "/v1/vault/pin/draw", json={"blinded": GENERATOR})
    assert await refusal(put(me, drawn.json()["draw"], **change)) == name


async def test_a_stranger_is_asked_to_sign_in(http: httpx2.AsyncClient) -> None:
    answers = [
        await http.get("/v1/vault"),
        await http.post("/v1/vault/pin/attempts", json={"blinded": GENERATOR}),
        await http.post("/v1/vault/opening", json={"vault_key": "", "proof": ""}),
    ]
    assert {problem(answer) for answer in answers} == {"not-signed-in"}


async def test_a_thief_without_the_keyring_has_nothing_to_guess_with(
    http: httpx2.AsyncClient, kit: Kit
) -> None:
    """The stretched PIN alone, which the store's salt allows to make, opens nothing."""
    me = await signed_in(http, 1)
    await me.keep_by_pin(PIN)
    async with kit.database.reading() as db:
        row = await db.fetchrow("SELECT salt, box FROM pins")
    assert row
    assert boxes.opened(row["box"], boxes.stretched(PIN, row["salt"]), boxes.PIN) is None
    assert me.vault.seed not in row["box"]


def test_the_stretching_is_as_dear_as_the_adr_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    kdf = Argon2id(salt=bytes(16), length=32, iterations=2, lanes=1, memory_cost=65_536)
    assert boxes.stretched(PIN, bytes(16)) == kdf.derive(PIN.encode())


def test_the_shared_vectors_are_what_the_client_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert json.loads(vectors.FILE.read_text()) == vectors.made()
