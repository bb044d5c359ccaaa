"""What a week shows, in numbers."""

import msgspec

from attacks import Finding
from week.chances import Kind


class Spread(msgspec.Struct, frozen=True):
    """Hours, of those of `of` that it happened to; of the rest it had not by the end."""

    of: int
    happened: int
    median: float | None
    p95: float | None


class ByKind(msgspec.Struct, frozen=True):
    kind: Kind
    told: int
    reported: int
    slowed: Spread  # climbs no further, or is gone for all
    gone: Spread  # for everybody
    removed: Spread  # by two moderators
    views: int
    views_unmoderated: int
    prevented: float  # share of the views


class FalseHolds(msgspec.Struct, frozen=True):
    harmless: int  # secrets
    slowed: int  # ever kept from climbing and no more
    hidden: int  # ever gone for everybody
    by_care: int  # held at their edition, without a report
    slowed_hours: Spread
    hidden_hours: Spread
    removed: int


class Fortune(msgspec.Struct, frozen=True):
    """Named slurs that were reported as what they are; `any_reason`: also those whose first
    reporters tapped another one, counted from those."""

    reported: int
    passed: int
    any_reason: int
    passed_any_reason: int
    while_nobody_was_awake: int
    passed_then: int
    worst_minutes: float | None  # from the first report until gone for everybody
    failed: list[str]


class Jury(msgspec.Struct, frozen=True):
    jurors: int
    controls: int  # tasks of known answer that were answered
    controls_right: float | None
    wrongly_harmful: float | None  # share of the harmless ones that were called harmful
    wrongly_harmless: float | None
    muted: int  # jurors whose word does not count, of those who have proved themselves
    cases: int  # answers about real cases
    cases_right: float | None
    verdicts: int
    verdicts_right: float | None


class Moderation(msgspec.Struct, frozen=True):
    looks: int
    right: float | None
    longest_queue: int
    decided_a_shift_hour: float


class Appeals(msgspec.Struct, frozen=True):
    made: int
    by_the_harmless: int
    upheld: int
    upheld_of_the_harmless: int
    refused: int
    waiting: int


class SelfHarm(msgspec.Struct, frozen=True):
    told: int
    hidden: int
    reported: int
    helped: int  # authors who were told that somebody worries
    hours: Spread  # from the first report


class Takedowns(msgspec.Struct, frozen=True):
    rightly: int
    gone_before: int
    gone_after: Spread  # hours
    wrongly: int
    wrongly_hidden: int


class Identities(msgspec.Struct, frozen=True):
    """Whether anybody who saw more than a reader could tell who wrote or reported."""

    revealed: int  # of all these together
    strings: int  # that moderators and jurors were shown
    numbers_or_circles: int  # among those strings
    near_tasks: int  # cases that a juror was asked about although they see that circle
    unequal_receipts: int  # items whose reporters were answered differently
    unequal_outcomes: int  # readers whose list of outcomes had other bytes
    guesses: list[Finding]  # from what was shown, as attackers guess


class Figures(msgspec.Struct, frozen=True):
    members: int
    seed: str
    days: int
    secrets: int
    kinds: list[ByKind]
    views: int  # of all that harms
    views_unmoderated: int
    prevented: float
    told_less: int  # tellings of harm that no token was left for
    told_less_unmoderated: int
    fortune: Fortune
    false_holds: FalseHolds
    appeals: Appeals
    jury: Jury
    moderation: Moderation
    self_harm: SelfHarm
    takedowns: Takedowns
    identities: Identities
