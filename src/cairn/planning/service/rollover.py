"""What the night leaves undone moves to the new day."""

from cairn.identity.people import Person
from cairn.kit.db.audit import record_many
from cairn.kit.db.work import Work
from cairn.planning.queries.rollover import ROLL_OVER


async def roll_over(work: Work, whose: Person) -> int:
    """Plan open tasks of days that are over for today, count it on each, and return how many there were.

    Run when the person's day changes; running it again on the same day moves nothing. A task that was
    missed for several days is counted once.
    """
    today = whose.today(work.clock)
    moved = await work.db.rows(ROLL_OVER, today=today, now=work.clock.now())
    changes = [
        (row.id, {"scheduled_for": (row.planned, today), "rollover_count": (row.before, row.before + 1)})
        for row in moved
    ]
    await record_many(work, "roll_over", "task", changes)
    return len(moved)
