"""Routes that are answered by a plan made once, and those that the framework answers."""

from cairn.api import routers
from cairn.kit.http.direct import as_app
from cairn.kit.http.routing import ByResource


def test_most_routes_are_answered_by_a_plan() -> None:
    """A form, or an answer that the framework encodes, is no mistake, but a list should not slip back."""
    planned = f"{as_app.__name__}.<locals>"
    routes = ByResource(routers()).routes
    slow = {route.name for route in routes if planned not in getattr(route.app, "__qualname__", "")}
    assert "preview_import" in slow
    assert not {"list_tasks", "get_task", "create_task", "complete_task"} & slow
    assert len(slow) < len(routes) / 10
