"""What habits earn in the economy `econ-1`."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

HABIT_BASE = 5
# (shortest streak, included; factor), longest first
_FACTORS = ((100, Decimal("2.0")), (30, Decimal("1.6")), (7, Decimal("1.4")))

STREAK_BONUS = {7: 20, 30: 100, 100: 500}
"""Units of a streak to the points that reaching it earns, once for a habit."""

PAID_DAYS = 2
"""Days after a day in which what is filled in for it still earns points."""


def habit_points(streak: int) -> int:
    """Points of one success that makes a streak of so many units: 5, and up to twice as many from 100 on."""
    factor = next((factor for shortest, factor in _FACTORS if streak >= shortest), Decimal(1))
    return int((HABIT_BASE * factor).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def still_paid(day: date, today: date) -> bool:
    """Whether something that is written on `today` about a day earns points."""
    return today - timedelta(days=PAID_DAYS) <= day <= today
