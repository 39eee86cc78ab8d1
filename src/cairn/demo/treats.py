"""What the person of the story allows themselves: had when the points are there, and not too often."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cairn.demo.story import WEEKS, Story, dice


@dataclass(frozen=True, slots=True)
class Treat:
    """A reward."""

    name: str
    cost: int
    category: str
    icon: str
    every: int
    """Days that pass between two times, at least."""
    cooldown_hours: int | None = None
    max_per_day: int | None = None


TREATS = (
    Treat("Good coffee in town", 90, "quick_treat", "☕", 3, max_per_day=1),
    Treat("An evening without a screen list", 150, "quick_treat", "🌙", 9, cooldown_hours=24),
    Treat("Cinema", 320, "daily_delight", "🎬", 18),
    Treat("A new plant", 480, "daily_delight", "🌿", 30),
    Treat("Weekend in the hills", 4_500, "big_unlock", "⛰", 120),
    Treat("The good headphones", 9_000, "big_unlock", "🎧", 400),
)


@dataclass(frozen=True, slots=True)
class Had:
    """A reward that was had."""

    treat: Treat
    at: datetime


def had(story: Story, income: Mapping[date, int]) -> list[Had]:
    """Return what was had, in order; `income` is what was earned on each day. Some points are always left."""
    rng = dice("treats")
    last: defaultdict[str, int] = defaultdict(lambda: 10_000)
    found, balance = [], 0
    for days_ago in range(WEEKS * 7 - 1, 0, -1):
        day = story.ago(days_ago)
        balance += income.get(day - timedelta(days=1), 0)
        fits = [
            treat
            for treat in TREATS
            if last[treat.name] - days_ago >= treat.every and treat.cost <= balance // 2
        ]
        if fits and rng.random() < 0.45:  # noqa: PLR2004 - not on every day
            treat = rng.choice(fits)
            last[treat.name] = days_ago
            balance -= treat.cost
            found.append(Had(treat, datetime.combine(day, time(rng.randint(17, 21), rng.randrange(60)))))
    return found
