"""Domain events: how a lower domain lets higher ones act inside the same transaction.

A domain defines an event as a frozen dataclass and publishes it; a higher domain subscribes a handler.
Handlers run at once, in the order of subscription, inside the publisher's transaction: if one fails,
nothing of the change remains.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from cairn.kit.db.work import Work

Event = TypeVar("Event")
Handler = Callable[["Work", Event], Awaitable[None]]

_handlers: dict[type[Any], list[Handler[Any]]] = {}


def on(kind: type[Event]) -> Callable[[Handler[Event]], Handler[Event]]:
    """Subscribe the decorated function to events of a kind."""

    def subscribe(handler: Handler[Event]) -> Handler[Event]:
        _handlers.setdefault(kind, []).append(handler)
        return handler

    return subscribe


async def publish(work: "Work", event: object) -> None:
    """Run every handler of the event's kind."""
    for handler in _handlers.get(type(event), ()):
        await handler(work, event)
