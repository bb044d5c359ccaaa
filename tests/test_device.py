"""Every verb of the Python client as a member, against the real server."""

import httpx2
import pytest

from mimi.client import Device, Refused
from tests.classroom import DAY, newcomer, number, pass_time
from tests.conftest import CODE


async def friends(http: httpx2.AsyncClient, count: int) -> list[Device]:
    """Members who are all mutual friends."""
    devices = [await newcomer(http, index) for index in range(count)]
    invite = await devices[0].invite("group")
    for device in devices[1:]:
        await device.accept(invite)
    await pass_time(http, DAY)
    return devices


async def bucket(device: Device) -> str:
    return (await device.gate())["friends"]


async def test_the_gate_opens_at_three(http: httpx2.AsyncClient) -> None:
    devices = await friends(http, 3)
    assert await devices[0].gate() == {"open": False, "friends": "0-2"}
    fourth = await newcomer(http, 3)
    await fourth.accept(await devices[0].invite())
    assert not (await devices[0].gate())["open"]  # not before the epoch
    await pass_time(http, DAY)
    assert await devices[0].gate() == {"open": True, "friends": "3-5"}
    assert not (await fourth.gate())["open"]


async def test_contacts_on_both_sides_are_friends(http: httpx2.AsyncClient) -> None:
    devices = [await newcomer(http, index) for index in range(4)]
    for device in devices[1:]:
        await device.upload_contacts([number(0), "not a number"])
    answer = await devices[0].upload_contacts([number(1), number(2), number(3), "12"])
    assert answer == {"accepted": 3, "refused": [3]}
    await pass_time(http, DAY)
    assert [await bucket(device) for device in devices] == ["3-5", "0-2", "0-2", "0-2"]


async def test_unfriending_and_blocking_work_by_number(http: httpx2.AsyncClient) -> None:
    devices = [await newcomer(http, index) for index in range(4)]
    for index, device in enumerate(devices):
        await device.upload_contacts([number(other) for other in range(4) if other != index])
    await pass_time(http, DAY)
    assert await bucket(devices[0]) == "3-5"
    await devices[0].unfriend(number(1))
    await devices[2].block(number(0))
    await devices[2].unblock(number(77))
    await pass_time(http, DAY)
    assert await bucket(devices[0]) == await bucket(devices[2]) == "0-2"
    assert await bucket(devices[3]) == "3-5"


async def test_who_left_an_invite_is_no_friend_by_it(http: httpx2.AsyncClient) -> None:
    devices = [await newcomer(http, index) for index in range(4)]
    invite = await devices[0].invite("group")
    for device in devices[1:]:
        await device.accept(invite)
    await devices[3].leave(invite)
    await pass_time(http, DAY)
    assert await bucket(devices[0]) == "0-2"
    with pytest.raises(Refused) as refused:
        await devices[1].accept("no-such-invite")
    assert refused.value.status in (400, 404)


async def test_a_device_without_the_words_waits_until_an_old_one_approves(
    http: httpx2.AsyncClient,
) -> None:
    old, thief, new = await newcomer(http, 0), Device(http), Device(http)
    for device, name in ((thief, "a thief's"), (new, "my new one")):
        answer = await device.sign_in(number(0), CODE, name)
        assert (answer["state"], answer["opens_in_days"]) == ("waiting", 7)
        with pytest.raises(Refused) as refused:
            await device.gate()
        assert (refused.value.status, refused.value.name) == (401, "waiting")
    by_name = {row["name"]: row["device"] for row in await old.devices()}
    await old.remove_device(by_name["a thief's"])
    await old.approve_device(by_name["my new one"])
    assert await new.gate() == await old.gate()
    assert {row["name"] for row in await new.devices()} == {"a phone", "my new one"}


async def test_signing_out_here_and_everywhere(http: httpx2.AsyncClient) -> None:
    first = await newcomer(http, 0)
    second = await newcomer(http, 0)  # the same vault: open at once
    await second.sign_out()
    with pytest.raises(Refused):
        await second.gate()
    await first.gate()
    await second.sign_in(number(0), CODE)
    await second.sign_out(everywhere=True)
    with pytest.raises(Refused) as refused:
        await first.gate()
    assert refused.value.status == 401


async def test_a_changed_number_is_the_account(http: httpx2.AsyncClient) -> None:
    device = await newcomer(http, 0)
    await device.change_number(number(50), CODE)
    assert device.number == number(50)
    again = Device(http, device.vault.seed)
    await again.sign_in(number(50), CODE)
    assert len(await again.devices()) == 2


async def test_a_code_is_asked_for_alike(http: httpx2.AsyncClient) -> None:
    device = await newcomer(http, 0)
    await device.ask_code(number(0))
    await device.ask_code(number(60))
    with pytest.raises(Refused) as refused:
        await device.ask_code("three")
    assert refused.value.name == "invalid-phone"


async def test_a_deleted_account_is_gone_for_its_friends_too(http: httpx2.AsyncClient) -> None:
    devices = await friends(http, 4)
    await devices[3].delete_account()
    await pass_time(http, DAY)
    assert await bucket(devices[0]) == "0-2"
    with pytest.raises(Refused):
        await devices[3].gate()
    assert await bucket(await newcomer(http, 3)) == "0-2"


async def test_who_leaves_a_circle_is_told_so(http: httpx2.AsyncClient) -> None:
    device = await newcomer(http, 0)
    assert await device.circle() == {"state": "none", "at_least": 12}
    await device.leave_circle()
    assert (await device.circle())["state"] == "none"
