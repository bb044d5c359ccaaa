"""The statements behind the public log."""

from mimi.kit.db import Connection
from mimi.rooms.moderation.log import Answered, Removal
from mimi.rooms.moderation.model import Outcome

# No key: the log is of all circles, and names none.
REMOVALS = """
    SELECT d.day, d.rule, CASE
        WHEN later.outcome IS NULL THEN 'none'
        WHEN later.outcome = 'removed' THEN 'refused'
        ELSE 'upheld'
    END
    FROM decisions d
    LEFT JOIN LATERAL (
        SELECT outcome FROM decisions WHERE case_id = d.case_id AND step > d.step
        ORDER BY step DESC LIMIT 1
    ) later ON true
    WHERE d.outcome = 'removed' AND NOT EXISTS (
        SELECT 1 FROM decisions earlier
        WHERE earlier.case_id = d.case_id AND earlier.step < d.step AND earlier.outcome = 'removed'
    )
    ORDER BY d.day, d.rule
"""


async def removals(db: Connection) -> list[Removal]:
    """The first removal of each case, and whether a later decision changed it."""
    return [Removal(*row) for row in await db.fetch(REMOVALS)]


# No key: as above.
DECIDED = """
    SELECT day, outcome FROM decisions ORDER BY day, outcome
"""


async def decided(db: Connection) -> list[tuple[int, Outcome]]:
    return [(row[0], row[1]) for row in await db.fetch(DECIDED)]


COUNT_CONTROL = """
    INSERT INTO control_months (month, breaks, asked, correct) VALUES ($1, $2, 1, $3)
    ON CONFLICT (month, breaks) DO UPDATE
    SET asked = control_months.asked + 1, correct = control_months.correct + $3
"""


async def count_control(db: Connection, month: str, breaks: bool, correct: int) -> None:
    await db.execute(COUNT_CONTROL, month, breaks, correct)


ANSWERED = """
    SELECT month, breaks, asked, correct FROM control_months ORDER BY month, breaks
"""


async def answered(db: Connection) -> list[Answered]:
    return [Answered(*row) for row in await db.fetch(ANSWERED)]
