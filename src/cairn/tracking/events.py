"""What tracking tells the domains above, inside the transaction of the change."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TrackedChanged:
    """The numbers of habits or metrics have changed, or what they mean has."""

    entity_ids: tuple[UUID, ...]
    """The habits and metrics."""
