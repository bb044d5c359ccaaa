"""Care takes milliseconds a text, so it thinks in a thread: members' requests do not wait."""

import threading
from collections.abc import Callable

import httpx2
import pytest

from mimi import care
from mimi.care import Verdict
from mimi.kit.kit import Kit
from mimi.rooms.takedowns import looking
from tests.community import EDITION
from tests.pen import Pen, key
from tests.scene import Scene
from tests.test_moderation import reader

TEXT = "Everybody in the office knows that Robert Hargreaves copied his thesis."


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each look was in the thread that serves."""
    served: list[bool] = []
    serving = threading.get_ident()

    def noted(look: Callable[[str], Verdict]) -> Callable[[str], Verdict]:
        def looks(text: str) -> Verdict:
            served.append(threading.get_ident() == serving)
            return look(text)

        return looks

    monkeypatch.setattr(care, "look", noted(care.look))
    monkeypatch.setattr(looking, "look", noted(looking.look))
    return served


async def test_when_an_edition_comes_out(
    kit: Kit, http: httpx2.AsyncClient, threads: list[bool]
) -> None:
    pen = Pen(kit, http)
    await pen.told(TEXT, key(1))
    await pen.wait(EDITION)
    assert threads
    assert not any(threads)


@pytest.mark.parametrize("how", ["reported", "asked for"])
async def test_when_somebody_speaks_against_it(
    kit: Kit, http: httpx2.AsyncClient, threads: list[bool], how: str
) -> None:
    scene = await Scene(kit, http).still()
    await scene.open(0)
    secret = await scene.secret(1, 0, text=TEXT)
    if how == "reported":
        await (await reader(scene)).device.report(secret, "named")
    else:
        asked = {"quotation": TEXT, "name": "Robert Hargreaves"}
        await http.post("/v1/takedowns", json=asked)
        await http.post("/v1/clock", json={"seconds": 300})
    assert threads
    assert not any(threads)
