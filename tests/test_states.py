"""The whole product against a pure model of its rules, by whatever members do one after the other.

A hundred steps by default, or MIMI_TEST_STEPS, at least. What is chosen is the same in every run of
one MIMI_TEST_TURN, by which `python -m fuzz.parts` goes on to 200,000.
"""

import os
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from functools import partial
from math import ceil
from typing import Any, ClassVar

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from hypothesis import HealthCheck, seed
from hypothesis import settings as how
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from mimi.anonymity.options import LIVES
from tests.living import GRAPH, Life, Settled, live, settle
from tests.rules import DAY, EDITION, HOUR, MINUTES
from tests.scene import everything_changed

STEPS = int(os.environ.get("MIMI_TEST_STEPS", "100"))
TURN = int(os.environ.get("MIMI_TEST_TURN", "0"))
A_LIFE = 25 if STEPS < 1_000 else 100  # steps
ROUNDS = 10  # at most: some lives end early, and others make up for them

ANY = some.integers(0, 10**6)  # of whatever is there
MEMBERS = some.integers(0, len(GRAPH) - 1)


class Product(RuleBasedStateMachine):
    postgres: ClassVar[str]
    town: ClassVar[Settled]
    loop: ClassVar[BlockingPortal]
    happened: ClassVar[Counter[str]]
    life: Life
    steps: int

    def do(self, what: Callable[..., Awaitable[Any]], *given: Any, **chosen: Any) -> None:
        self.happened[f"to {what.__name__}"] += 1
        self.loop.call(partial(what, *given, **chosen))

    @initialize()
    def begin(self) -> None:
        self.steps, self.keep = -1, ExitStack()
        copy = self.loop.wrap_async_context_manager(live(self.postgres, self.town))
        self.life = self.keep.enter_context(copy)
        for author in range(0, len(GRAPH), 4):
            self.tell(author, edition="next", reach="anyone", life="week")
        self.wait(EDITION, 0)

    def teardown(self) -> None:
        try:
            for viewer in range(len(self.life.devices)):
                self.loop.call(self.life.look, viewer)
            self.happened.update(self.life.world.happened)
            self.happened["steps"] += self.steps
        finally:
            self.keep.close()

    @invariant()
    def one_more(self) -> None:
        """Called after each step, and after a life's beginning, which is none."""
        self.steps += 1

    def told(self) -> bool:
        return bool(self.life.world.secrets)

    def one(self, which: int) -> Any:
        """A secret, the newer ones more often."""
        secrets = list(self.life.world.secrets)
        return secrets[-1 - min(which % len(secrets), which % 3)]

    @rule(
        author=MEMBERS,
        edition=some.sampled_from(["next", "any"]),
        reach=some.sampled_from(["anyone", "anyone", "near"]),
        life=some.sampled_from(sorted(LIVES)),
    )
    def tell(self, author: int, **chosen: Any) -> None:
        self.do(self.life.tell, author, **chosen)

    @precondition(told)
    @rule(viewer=MEMBERS, which=ANY, verb=some.sampled_from(["like", "share", "unlike"]))
    def react(self, viewer: int, which: int, verb: str) -> None:
        self.do(self.life.react, viewer, self.one(which), verb)

    @precondition(told)
    @rule(viewers=some.sets(MEMBERS, min_size=5), which=ANY)
    def many_like(self, viewers: set[int], which: int) -> None:
        for viewer in sorted(viewers):
            self.do(self.life.react, viewer, self.one(which), "like")

    @precondition(told)
    @rule(viewer=MEMBERS, which=ANY)
    def comment(self, viewer: int, which: int) -> None:
        self.do(self.life.comment, viewer, self.one(which))

    @precondition(told)
    @rule(which=ANY)
    def unsay(self, which: int) -> None:
        self.do(self.life.unsay, self.one(which))

    @precondition(told)
    @rule(which=ANY)
    def close(self, which: int) -> None:
        self.do(self.life.close, self.one(which))

    @precondition(told)
    @rule(which=ANY)
    def remove(self, which: int) -> None:
        self.do(self.life.remove, self.one(which))

    @rule(one=ANY, other=ANY)
    def meet(self, one: int, other: int) -> None:
        count = len(self.life.devices)
        if one % count != other % count:
            self.do(self.life.meet, one % count, other % count)

    @precondition(lambda self: len(self.life.devices) < len(GRAPH) + 3)
    @rule()
    def join(self) -> None:
        self.do(self.life.join)

    @rule(viewer=ANY)
    def fetch_tokens(self, viewer: int) -> None:
        self.do(self.life.devices[viewer % len(self.life.devices)].fetch_tokens)

    @rule(viewer=ANY)
    def look(self, viewer: int) -> None:
        self.do(self.life.look, viewer % len(self.life.devices))

    @rule(length=some.sampled_from([MINUTES, HOUR, EDITION, EDITION, DAY]), viewer=ANY)
    def wait(self, length: int, viewer: int) -> None:
        now = self.life.world.now
        self.do(self.life.wait, now - now % length + length)
        self.look(viewer)


@pytest.fixture(scope="module")
def product(postgres: str) -> Iterator[type[Product]]:
    """With a town to copy."""
    with start_blocking_portal() as loop:
        Product.postgres, Product.loop, Product.happened = postgres, loop, Counter()
        with loop.wrap_async_context_manager(settle(postgres)) as Product.town:
            yield Product


def test_whatever_members_do_the_rules_hold(product: type[Product]) -> None:
    for again in range(ROUNDS):
        live_on(product, TURN * ROUNDS + again)
        if product.happened["steps"] >= STEPS:
            break
    print(f"{product.happened['steps']} steps: {dict(product.happened)}")
    assert product.happened["steps"] >= STEPS
    done = {name for name in product.happened if name.startswith("to ")}
    assert len(done) > 5


def live_on(product: type[Product], turn: int) -> None:
    """As many lives as are missing, and one: the first is the simplest, and ends at once."""
    missing = STEPS - product.happened["steps"]
    lives = how(
        max_examples=1 + ceil(missing / A_LIFE),
        stateful_step_count=A_LIFE,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    run_state_machine_as_test(seed(turn)(product), settings=lives)


@pytest.fixture
def eventful(product: type[Product]) -> Iterator[Product]:
    """A life in which everything has happened once."""
    one = product()
    one.begin()
    first, second, third, *_ = one.life.world.secrets
    one.many_like(set(range(len(GRAPH))), 0)
    for viewer in range(0, len(GRAPH), 2):
        one.do(one.life.comment, viewer, first)
    one.wait(HOUR, 0)
    one.do(one.life.close, second)
    one.do(one.life.remove, third)
    one.do(one.life.unsay, first)
    one.do(one.life.meet, 0, one.life.world.now % 5 + 1)
    one.wait(DAY, 0)
    assert all(one.life.world.happened[name] for name in ("out", "climbed", "answered"))
    assert all(one.life.world.happened[name] for name in ("closed", "gone"))
    yield one
    one.keep.close()


TAMPERED = [
    "UPDATE secrets SET needed = 0",
    "UPDATE secrets SET needed = 3",
    "UPDATE secrets SET likes = 100",
    "UPDATE secrets SET comments = 5 WHERE comments = 0",
    "UPDATE secrets SET closed = NOT closed",
    "UPDATE secrets SET said = said + 1",
    "DELETE FROM secrets",
    "DELETE FROM comments",
    "DELETE FROM sight",
    "DELETE FROM friendships",
]


def test_the_model_notices_what_is_not_by_the_rules(eventful: Product) -> None:
    """Nothing to see before, and something after each that is done to the tables."""
    life = eventful.life
    for viewer in range(len(GRAPH)):
        eventful.look(viewer)
    unnoticed = [sql for sql in TAMPERED if not eventful.loop.call(notices, life, sql)]
    assert unnoticed == []


async def notices(life: Life, sql: str) -> bool:
    """Whether anybody's look does; afterwards all is as before."""
    table = sql.split()[sql.startswith("DELETE") + 1]
    async with life.community.kit.database.transaction() as db:
        await db.execute(f"CREATE TABLE saved AS TABLE {table}")
        await db.execute(sql)
        await everything_changed(db)
    try:
        for viewer in range(len(GRAPH)):
            await life.look(viewer)
    except AssertionError:
        return True
    finally:
        async with life.community.kit.database.transaction() as db:
            await db.execute(f"DELETE FROM {table}")
            await db.execute(f"INSERT INTO {table} SELECT * FROM saved")
            await db.execute("DROP TABLE saved")
            await everything_changed(db)
    return False
