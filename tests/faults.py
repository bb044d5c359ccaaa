"""Faults put into a server on purpose, each with what has to notice it (`make faults`).

Listed before the attacks were run, at least two for each promise. An attack that cannot fail is
worth nothing: for each fault a server is started with it patched in, and its attack must miss its
bound. What no attack over HTTP can see is noticed by a named test of the promise, which must fail.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import NamedTuple

import msgspec

from attacks import Attack
from attacks.capture import Capture
from attacks.counters import Counters
from attacks.finding import Finding
from attacks.headers import Headers
from attacks.joining import Joining
from attacks.latency import Latency
from attacks.later import LaterLife
from attacks.leaving import Leaving
from attacks.masks import Masks
from attacks.moderators import Moderators
from attacks.numbers import Numbers
from attacks.oracles import Oracles
from attacks.order import Order
from attacks.photos import Photos
from attacks.refunds import Refunds
from attacks.rungs import Rungs
from attacks.stolen import Stolen
from attacks.strangers import Strangers
from attacks.toggling import Toggling
from attacks.tokens import Tokens
from attacks.with_without import WithWithout
from mimi import besieged, serve
from mimi.settings import load
from mimi.town import graph
from tests.faulty import people, store, writers

MEMBERS = 60
VARIABLE = "MIMI_TEST_FAULT"  # read by tests/faulty/plugin.py


class Fault(NamedTuple):
    promise: str
    attack: Callable[[], Attack] | str  # or the test that has to fail
    what: str  # the line of its findings that must be red begins so
    put: Callable[[], None]
    devices_sign: bool = False
    members: int = MEMBERS


def captured() -> Attack:
    return Capture(23, 1)


def few_masks() -> Attack:
    return Masks(500)


def one_like() -> Attack:
    return Counters()


def written(name: str) -> str:
    return f"tests/test_{name}"


MODERATOR = "console.py::test_a_moderator_sees_no_person_no_circle_no_number_and_no_time"
CASES = "outcomes.py"
NEAR = "options.py::test_what_is_meant_to_stay_near_stays_there"

FAULTS = {
    "a button for friends": Fault("P1", Oracles, "fields", writers.button_for_friends, True),
    "the three-friends rule": Fault("P1", WithWithout, "two acc", writers.three_friends_rule, True),
    "badges at once": Fault(
        "P1", LaterLife, "the author's", people.badges_at_once, members=2 * MEMBERS
    ),
    "gone with its author": Fault(
        "P1", Leaving, "who told it, when two delete", writers.gone_with_its_author, True
    ),
    "an author column": Fault("P2", Stolen, "stolen store: link", writers.author_column, True),
    "visits are rows": Fault("P2", Stolen, "stolen store: visits", store.visits_are_rows),
    "words in the queue": Fault("P2", Stolen, "stolen store: words", store.words_in_the_queue),
    "a mask of one's own": Fault(
        "P3", few_masks, "linking masks: the same", writers.mask_of_ones_own, True
    ),
    "masks nearby": Fault("P3", few_masks, "linking masks: near", writers.masks_nearby, True),
    "not shuffled": Fault("P4", Stolen, "stolen store: heap", store.not_shuffled),
    "the order of arrival": Fault(
        "P4", Order, "order and ids: feed", writers.order_of_arrival, True
    ),
    "an etag of arrival": Fault("P4", Headers, "headers", writers.etag_of_arrival, True),
    "warm for friends": Fault(
        "P4", Latency, "latency, medians: a feed just read", people.warm_for_friends
    ),
    "exact counts": Fault("P5", one_like, "a single like", people.exact_counts),
    "rungs on time": Fault("P5", Rungs, "a like, by the ladder", people.rungs_on_time),
    "liked by a friend": Fault("P5", one_like, "a single like", writers.liked_by_a_friend, True),
    "members are known": Fault("P6", Numbers, "enumeration", people.members_are_known),
    "members are counted": Fault(
        "P6", Numbers, "enumeration of numbers: PUT", people.members_are_counted
    ),
    "joins show": Fault("P6", Joining, "joins: a contact", people.joins_show),
    "members take longer": Fault(
        "P6", Latency, "latency, medians: a code", people.members_take_longer
    ),
    "numbers are kept": Fault("P7", Stolen, "stolen store: numbers", store.numbers_are_kept),
    "numbers are logged": Fault("P7", Stolen, "stolen store: numbers", store.numbers_are_logged),
    "photos as they came": Fault("P8", Photos, "metadata", people.original_photos),
    "the camera's words": Fault("P8", Photos, "metadata", people.exif_is_kept),
    "vouching off": Fault("P9", captured, "circle capture", people.vouching_off),
    "one vouches for all": Fault("P9", captured, "circle capture", people.one_vouches_for_all),
    "one friend is near": Fault(
        "P10",
        Strangers,
        "strangers answer a secret of friends, with its",
        people.one_friend_is_near,
    ),
    "any circle answers": Fault(
        "P10",
        Strangers,
        "strangers answer a secret of friends, with another",
        people.any_circle_answers,
    ),
    "a case of a circle": Fault("P11", written(CASES), "", people.case_of_a_circle),
    "moderators see ids": Fault("P11", written(MODERATOR), "", people.moderators_see_ids),
    "a queue of arrival": Fault(
        "P11",
        Moderators,
        "moderators: reported first",
        people.queue_of_arrival,
        members=2 * MEMBERS,
    ),
    "jurors judge friends": Fault(
        "P11", Moderators, "moderators: jurors", people.jurors_judge_friends, members=2 * MEMBERS
    ),
    "sight of the past": Fault("P12", Toggling, "a friend made later", store.sight_of_the_past),
    "near is forgotten": Fault("P12", written(NEAR), "", store.near_is_forgotten),
    "tokens not marked": Fault("tokens", Tokens, "tokens: spent twice", store.tokens_not_marked),
    "refunds not marked": Fault(
        "tokens", Refunds, "refunds: claimed twice", store.refunds_not_marked
    ),
}


def noticed(name: str, members: int = 0) -> bool:
    """Whether its attack misses its bound, or its test fails, on a server with the fault."""
    fault = FAULTS[name]
    if isinstance(fault.attack, str):
        return _fails(fault.attack, name)
    town = graph.grow(members or fault.members, "faults", mean=18)
    command = [sys.executable, "-m", "tests.faults", "serve", name]
    with writers.devices_sign() if fault.devices_sign else nullcontext():
        found = list[Finding]()
        besieged.attack(town, [[fault.attack()]], found.append, command=command)
    return any(not one.ok for one in found if one.attack.startswith(fault.what))


def _fails(test: str, name: str) -> bool:
    """And that it passes without the fault."""
    run = [sys.executable, "-m", "pytest", "-q", "-p", "tests.faulty.plugin", "-n", "0", test]
    passed = [
        subprocess.run(run, env=os.environ | {VARIABLE: put}, capture_output=True, check=False)
        for put in ("", name)
    ]
    return [one.returncode for one in passed] == [0, 1]


def main(names: list[str]) -> int:
    if names[:1] == ["serve"]:
        FAULTS[names[1]].put()
        # nothing on the shelf, which is filled for nobody: faults are in what is read for somebody
        serve.serve(msgspec.structs.replace(load(), feed_memory=0))
        return 0
    missed = 0
    for name in names or FAULTS:
        began = time.perf_counter()
        seen = noticed(name)
        missed += not seen
        took = time.perf_counter() - began
        said = "noticed" if seen else "NOT NOTICED"
        print(f"{name:<24}{FAULTS[name].promise:<8}{said:<12}{took:6.0f} s", flush=True)
    print(f"{len(names or FAULTS) - missed} passed, {missed} failed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
