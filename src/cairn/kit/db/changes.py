"""Who in this process waits for a person's data to change.

Nothing is sent to the database: telling it of each change (`NOTIFY`) takes a lock that lets one transaction
commit at a time, and listening takes a connection in each process. Here a change costs one look into an empty
dictionary; those who wait also look for themselves every few seconds, for what other processes have changed.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID


class Changes:
    """See the module."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self._waiting: dict[UUID, set[asyncio.Event]] = {}
        self.is_over = False
        """Whether the process ends and nobody should wait any longer."""

    def tell(self, owner: UUID) -> None:
        """Wake everybody who waits for this person's data; call it when the change is committed."""
        for event in self._waiting.get(owner, ()):
            event.set()

    def count(self, owner: UUID) -> int:
        """Return how many wait for this person's data."""
        return len(self._waiting.get(owner, ()))

    @contextmanager
    def waiting(self, owner: UUID) -> Iterator[asyncio.Event]:
        """Wait inside the block: the event is set by each change, and stays so until it is cleared."""
        event = asyncio.Event()
        self._waiting.setdefault(owner, set()).add(event)
        try:
            yield event
        finally:
            others = self._waiting[owner]
            others.discard(event)
            if not others:
                del self._waiting[owner]

    def end(self) -> None:
        """Let everybody go: the process ends."""
        self.is_over = True
        for events in self._waiting.values():
            for event in events:
                event.set()
