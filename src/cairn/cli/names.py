"""Areas, projects, habits and metrics by their names."""

from typing import Any, Literal

from cairn.cli.client import Client
from cairn.cli.errors import CliError
from cairn.cli.exits import NOT_FOUND
from cairn.cli.screen import plain

_PAGE = 300
Kind = Literal["area", "project", "habit", "metric"]


def name_by_id(client: Client, kind: Kind) -> dict[str, str]:
    """Return the names of all of a kind."""
    return {item["id"]: plain(item["name"]) for item in _all(client, kind)}


def id_of(client: Client, kind: Kind, given: str) -> str:
    """Return the id of the one that is called so, or whose name begins so, or that has this id."""
    wanted = given.casefold().strip()
    items = _all(client, kind)
    found = (
        [item for item in items if wanted in {item["id"], item.get("slug")}]
        or [item for item in items if item["name"].casefold() == wanted]
        or [item for item in items if item["name"].casefold().startswith(wanted)]
    )
    if len(found) == 1:
        return str(found[0]["id"])
    how = f"More than one {kind}" if found else f"No {kind}"
    listed = ", ".join(sorted(plain(item["name"]) for item in items)[:20])
    raise CliError(
        f"{how} is called {given}.", code=NOT_FOUND, hint=f"There are: {listed}." if listed else None
    )


def _all(client: Client, kind: Kind) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for page in range(1, 100):
        found = client.get(f"/{kind}s", page=page, page_size=_PAGE)
        items += found["items"]
        if page * _PAGE >= found["total"]:
            break
    return items
