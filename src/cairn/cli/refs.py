"""Which task is meant: by its number in the last list, by the end or the beginning of its id, or by the id.

Ids are ordered by time, so their beginnings are alike and their last characters tell them apart: these are
what lists show.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from cairn.cli import session
from cairn.cli.client import Client
from cairn.cli.errors import CliError
from cairn.cli.exits import NOT_FOUND

SHOWN = 6
_MOST_DIGITS = 4
_LEAST_LETTERS = 4
_PAGE = 300
_MOST_PAGES = 20


def short(task_id: str) -> str:
    """Return the end of an id that lists show."""
    return task_id.replace("-", "")[-SHOWN:]


def remember(client: Client, ids: Sequence[str]) -> None:
    """Keep the ids of the list that is shown, so that its numbers can be used."""
    session.write_private(_path(), {"server": client.server, "ids": list(ids)})


def resolve(client: Client, given: str) -> str:
    """Return the id that is meant; raises CliError where it is none or more than one."""
    text = given.strip().lower().removeprefix("#")
    try:
        if len(text.replace("-", "")) == len(UUID(int=0).hex):
            return str(UUID(text))
    except ValueError:
        pass
    kept = session.read_private(_path())
    listed = [str(i) for i in kept.get("ids", ())] if kept.get("server") == client.server else []
    if text.isdigit() and len(text) <= _MOST_DIGITS:
        if 1 <= int(text) <= len(listed):
            return listed[int(text) - 1]
        raise CliError(
            f"The last list has no number {text}.",
            code=NOT_FOUND,
            hint="`cairn today` and `cairn tasks` number what they show.",
        )
    if len(text) < _LEAST_LETTERS:
        raise CliError(f"{given} is too short for the id of a task.", code=NOT_FOUND)
    found = _matching(listed, text) or _matching(_all_ids(client), text)
    if len(found) != 1:
        many = f"{len(found)} tasks have" if found else "No task has"
        raise CliError(f"{many} an id like {given}.", code=NOT_FOUND)
    return found.pop()


def _matching(ids: "Sequence[str] | Iterator[str]", text: str) -> set[str]:
    text = text.replace("-", "")
    bare = ((i, i.replace("-", "")) for i in ids)
    return {whole for whole, letters in bare if letters.endswith(text) or letters.startswith(text)}


def _all_ids(client: Client) -> Iterator[str]:
    """Yield the ids of the most recent tasks."""
    for page in range(1, _MOST_PAGES + 1):
        found: dict[str, Any] = client.get("/tasks", sort="updated", page=page, page_size=_PAGE)
        yield from (str(task["id"]) for task in found["items"])
        if page * _PAGE >= found["total"]:
            return


def _path() -> Any:
    return session.config_dir() / "last-list.json"
