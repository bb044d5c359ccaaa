"""A page as a screen reader has it: the accessibility tree, and nothing that only eyes see."""

from contextlib import suppress
from dataclasses import dataclass

import anyio
from playwright.async_api import CDPSession, Error, Page

SILENT = {"none", "generic", "StaticText", "InlineTextBox", "RootWebArea", "paragraph", "LineBreak"}
TRIES = 100  # five a second


@dataclass(frozen=True)
class Heard:
    """One thing of the tree: what it is, what it is called, how it is."""

    role: str
    name: str
    states: frozenset[tuple[str, str]]
    node: int

    def __str__(self) -> str:
        return f"{self.role} “{self.name}”"


class Hearing:
    """Somebody who goes by what is read out, and presses keys."""

    def __init__(self, page: Page, devtools: CDPSession) -> None:
        self.page, self.devtools = page, devtools

    @classmethod
    async def of(cls, page: Page) -> "Hearing":
        devtools = await page.context.new_cdp_session(page)
        await devtools.send("DOM.enable")
        await devtools.send("Accessibility.enable")
        return cls(page, devtools)

    async def all(self) -> list[Heard]:
        nodes = (await self.devtools.send("Accessibility.getFullAXTree"))["nodes"]
        return [
            Heard(
                node["role"]["value"],
                node.get("name", {}).get("value", "").strip(),
                frozenset(
                    (one["name"], str(one["value"].get("value"))) for one in node["properties"]
                ),
                node["backendDOMNodeId"],
            )
            for node in nodes
            if not node["ignored"] and "backendDOMNodeId" in node and "properties" in node
        ]

    async def find(self, role: str, name: str, **states: str) -> Heard:
        """The first that is called and is so; waits until it is there."""
        heard: list[Heard] = []
        for _ in range(TRIES):
            heard = await self.all()
            for one in heard:
                if one.role == role and name in one.name and one.states >= states.items():
                    return one
            await anyio.sleep(0.2)
        told = [str(one) for one in heard if one.role not in SILENT]
        raise AssertionError(f"no {role} “{name}” {states} is read out, but {told}")

    async def press(self, role: str, name: str, key: str = "Enter") -> None:
        await self._focus(role, name)
        await self.page.keyboard.press(key)

    async def write(self, name: str, text: str) -> None:
        await self._focus("textbox", name)
        await self.page.keyboard.insert_text(text)

    async def _focus(self, role: str, name: str) -> None:
        """Until it stays there: a screen that has just come takes the focus to its own place."""
        for _ in range(TRIES):
            one = await self.find(role, name)
            with suppress(Error):  # it went meanwhile
                await self.devtools.send("DOM.focus", {"backendNodeId": one.node})
            await anyio.sleep(0.2)
            if (await self.find(role, name)).states >= {("focused", "True")}:
                return
        raise AssertionError(f"{role} “{name}” does not keep the focus")
