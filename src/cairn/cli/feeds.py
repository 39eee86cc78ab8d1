"""`cairn feed` and `cairn capture`: addresses for programs that cannot sign in."""

from typing import Annotated, Any

import typer

from cairn.cli.client import Client
from cairn.cli.screen import plain, screen
from cairn.cli.tree import command, group, require

feed = group("feed", "Calendars of your tasks, for programs that cannot sign in.")
capture = group("capture", "Keys with which shortcuts and share sheets add tasks.")

Name = Annotated[str, typer.Argument(help="What it is called.")]
Which = Annotated[str, typer.Argument(metavar="ID", help="Its id, or the end of it as `list` shows it.")]


@command(feed, "create")
def create_feed(
    name: Name,
    *,
    events: Annotated[bool, typer.Option("--events", help="Events in place of to-dos.")] = False,
    area: Annotated[str | None, typer.Option(help="Only tasks of this area, by name.")] = None,
    project: Annotated[str | None, typer.Option(help="Only tasks of this project, by name.")] = None,
    done: Annotated[bool, typer.Option("--done", help="Tasks done in the last 30 days, too.")] = False,
) -> None:
    """Make a calendar and show its address, once."""
    from cairn.cli.names import id_of

    client = Client()
    made = client.post(
        "/calendar-feeds",
        {
            "name": name,
            "entries": "events" if events else "todos",
            "area_id": id_of(client, "area", area) if area else None,
            "project_id": id_of(client, "project", project) if project else None,
            "with_done": done,
        },
    )
    _show_secret(made, "Subscribe to this address; whoever knows it can read the calendar.")


@command(feed, "list")
def list_feeds() -> None:
    """List your calendars."""
    found = Client().get("/calendar-feeds", page_size=300)
    _show(found, "There is no calendar.", lambda row: row["entries"])


@command(feed, "revoke")
def revoke_feed(which: Which) -> None:
    """Make the address of a calendar worthless."""
    _revoke("/calendar-feeds", which)


@command(capture, "create")
def create_key(name: Name) -> None:
    """Make a key and show its address, once."""
    made = Client().post("/capture-keys", {"name": name})
    _show_secret(made, "Send text to this address; whoever knows it can add tasks, and nothing else.")


@command(capture, "list")
def list_keys() -> None:
    """List your keys."""
    found = Client().get("/capture-keys", page_size=300)
    _show(found, "There is no key.", lambda row: row["last_used_at"] or "never used")


@command(capture, "revoke")
def revoke_key(which: Which) -> None:
    """Make a key worthless."""
    _revoke("/capture-keys", which)


def _show_secret(made: dict[str, Any], words: str) -> None:
    if screen.json:
        screen.answer(made)
        return
    screen.out.print(words)
    screen.out.print(plain(made["url"]), soft_wrap=True)


def _show(found: dict[str, Any], none: str, about: Any) -> None:
    if screen.json:
        screen.answer(found)
    elif not found["items"]:
        screen.out.print(none)
    for row in () if screen.json else found["items"]:
        screen.out.print(f"{row['id'][-8:]}  {plain(row['name'])}  {plain(about(row))}")


def chosen(client: Client, path: str, which: str) -> dict[str, Any]:
    """Return the one whose id is this, or ends so."""
    items = client.get(path, page_size=300)["items"]
    fitting = [row for row in items if row["id"].endswith(which)]
    require(len(fitting) == 1, f"{which} names {len(fitting) or 'none'} of them: see `list`.")
    found: dict[str, Any] = fitting[0]
    return found


def _revoke(path: str, which: str) -> None:
    client = Client()
    row = chosen(client, path, which)
    client.call("DELETE", f"{path}/{row['id']}")
    if screen.json:
        screen.answer(row)
    else:
        screen.out.print(f"Revoked: {plain(row['name'])}.")
