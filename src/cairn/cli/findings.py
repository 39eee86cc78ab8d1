"""What a check of the installation found."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `cairn doctor`."""

    check: str
    """What was looked at; stable, for programs."""
    level: Level
    """`fail` must be mended, `warn` may be as it is for a reason."""
    told: str
    """What was found."""
    mend: str | None = None
    """What to do about it."""


def ok(check: str, told: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(check, "ok", told)


def warn(check: str, told: str, mend: str) -> Finding:
    """Return that something may need a look."""
    return Finding(check, "warn", told, mend)


def fail(check: str, told: str, mend: str) -> Finding:
    """Return that something must be mended."""
    return Finding(check, "fail", told, mend)
