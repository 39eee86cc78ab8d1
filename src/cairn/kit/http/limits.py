"""Rate limits: fixed windows of one minute, counted in the process.

A person who uses several processes has the limit in each. The throttle against guessing passwords is
another thing: it lives in the database and survives a restart.
"""

from dataclasses import dataclass

WINDOW_SECONDS = 60
_MAX_KEYS = 50_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is left of a limit after one more request."""

    limit: int
    remaining: int
    """Requests left in this window; below 0 the request is refused."""
    reset_seconds: int
    """Seconds until the window ends, at least 1."""


class Limiter:
    """Counts requests by key."""

    def __init__(self) -> None:
        """Start with empty windows."""
        self._window = 0
        self._counts: dict[tuple[str, str], int] = {}

    def hit(self, group: str, key: str, limit: int, now: float) -> Verdict:
        """Count a request at `now` (seconds of any steady clock)."""
        window, passed = divmod(int(now), WINDOW_SECONDS)
        if window != self._window or len(self._counts) > _MAX_KEYS:
            self._window = window
            self._counts.clear()
        count = self._counts.get((group, key), 0) + 1
        self._counts[group, key] = count
        return Verdict(limit, limit - count, WINDOW_SECONDS - passed)
