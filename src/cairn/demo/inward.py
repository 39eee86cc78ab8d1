"""Writing what is said, written and had in the story into an account, and the numbers that follow from it."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from cairn.demo.cast import Cast
from cairn.demo.customs import add_customs
from cairn.demo.evenings import Evening, Page, evenings, pages
from cairn.demo.queries import ADD_SPENDINGS, INCOME
from cairn.demo.treats import TREATS, had
from cairn.kit.db.work import Work
from cairn.kit.ids import new_id
from cairn.reflection.models import DayEntry, JournalEntry
from cairn.reflection.queries.days import DAYS
from cairn.reflection.queries.journal import ENTRIES
from cairn.reviews.ids import ReviewId
from cairn.reviews.queries import REVIEWS
from cairn.reviews.service import complete, draft, plan
from cairn.rewards.models import Redemption, Reward
from cairn.rewards.queries import REDEMPTIONS, REWARDS
from cairn.rewards.rules import ECONOMY_VERSION
from cairn.statistics.service import keep

_WEEKS_REVIEWED = 6


async def add_inward(work: Work, cast: Cast) -> dict[str, int]:
    """Add day entries, journal, rewards, habits and metrics, and what the program computes of them."""
    counts = {"day_entries": await _add_days(work, cast), "journal_entries": await _add_pages(work, cast)}
    counts["rewards"], counts["redemptions"] = await _add_rewards(work, cast)
    counts |= await add_customs(work, cast)
    await keep(work)
    counts["reviews"] = await _add_reviews(work, cast)
    return counts


async def _add_days(work: Work, cast: Cast) -> int:
    told = evenings(cast.story)
    made = [cast.at(one.said_at) for one in told]
    await DAYS.add_many(
        work, [_day(cast, one) for one in told], made_at=made, row_ids=[new_id(at) for at in made]
    )
    return len(told)


def _day(cast: Cast, one: Evening) -> DayEntry:
    return DayEntry(
        local_date=one.day,
        timezone=cast.whose.zone.key,
        text=one.text,
        mood=one.mood,
        mood_label=one.label,
        energy=one.energy,
        sleep_hours=Decimal(str(one.sleep_hours)),
        sleep_quality=one.sleep_quality,
        completion=one.completion,
        productivity=one.productivity,
        accomplishment=one.accomplishment,
        challenges=one.challenges,
        gratitude=one.gratitude,
        lessons=one.lessons,
        tomorrow_focus=one.focus,
    )


async def _add_pages(work: Work, cast: Cast) -> int:
    told = pages(cast.story)
    made = [cast.at(one.at) for one in told]
    rows = [_page(cast, one, at) for one, at in zip(told, made, strict=True)]
    await ENTRIES.add_many(work, rows, made_at=made, row_ids=[new_id(at) for at in made])
    return len(told)


def _page(cast: Cast, one: Page, at: datetime) -> JournalEntry:
    return JournalEntry(
        occurred_at=at,
        local_date=cast.whose.local_day(at),
        timezone=cast.whose.zone.key,
        title=one.title,
        content=one.content,
        mood=one.mood,
        tags=list(one.tags),
        template=one.template,
    )


async def _add_rewards(work: Work, cast: Cast) -> tuple[int, int]:
    rewards = [
        Reward(
            name=treat.name,
            cost=treat.cost,
            category=treat.category,
            icon=treat.icon,
            cooldown_hours=treat.cooldown_hours,
            max_per_day=treat.max_per_day,
            position=position,
        )
        for position, treat in enumerate(TREATS)
    ]
    ids = await REWARDS.add_many(work, rewards, made_at=[cast.morning(728)] * len(rewards))
    by_name = {treat.name: reward_id for treat, reward_id in zip(TREATS, ids, strict=True)}
    income: defaultdict[date, int] = defaultdict(int)
    for row in await work.db.rows(INCOME):
        income[row.local_date] += row.amount
    spendings: list[dict[str, Any]] = []
    redemptions, made, row_ids = [], [], []
    for one in had(cast.story, income):
        at = cast.at(one.at)
        redemption_id, entry_id = new_id(at), new_id(at)
        day, zone = cast.whose.local_day(at), cast.whose.zone.key
        reward_id = by_name[one.treat.name]
        spendings.append(
            {
                "id": entry_id,
                "at": at,
                "cost": one.treat.cost,
                "reward_id": reward_id,
                "key": f"{redemption_id}:reward_redeemed:1",
                "local_date": day,
                "timezone": zone,
            }
        )
        redemptions.append(
            Redemption(
                reward_id=reward_id,
                ledger_entry_id=entry_id,
                name=one.treat.name,
                cost=one.treat.cost,
                redeemed_at=at,
                local_date=day,
                timezone=zone,
            )
        )
        made.append(at)
        row_ids.append(redemption_id)
    await work.db.run(ADD_SPENDINGS, spendings=spendings, economy=ECONOMY_VERSION)
    await REDEMPTIONS.add_many(work, redemptions, made_at=made, row_ids=row_ids)
    return len(rewards), len(redemptions)


async def _add_reviews(work: Work, cast: Cast) -> int:
    """Draft the last weeks and the last month; all but the newest week are completed."""
    week = cast.whose.week_of(cast.story.today)
    for back in range(_WEEKS_REVIEWED, 0, -1):
        written = await draft(work, "week", week - timedelta(weeks=back))
        review_id = ReviewId(written.id)
        if back > 1:
            words = {"went_well": "The mornings.", "was_hard": "To stop in time."}
            await REVIEWS.patch(work, review_id, words)
            await plan(work, review_id, "One evening that belongs to nobody.")
            await complete(work, review_id)
    await draft(work, "month", cast.story.today.replace(day=1) - timedelta(days=1))
    return _WEEKS_REVIEWED + 1
