"""`cairn token`: personal access tokens, for programs that set CAIRN_TOKEN."""

from typing import Annotated

import typer

from cairn.cli.account import PasswordStdin, read_password
from cairn.cli.client import Client
from cairn.cli.errors import CliError
from cairn.cli.screen import plain, screen
from cairn.cli.tree import command, group

app = group("token", "Personal access tokens: narrow rights for programs, given to them as CAIRN_TOKEN.")

_AGAIN = "/problems/reauthentication-required"


@command(app)
def create(
    name: Annotated[str, typer.Argument(help="What it is for.")],
    scope: Annotated[
        list[str],
        typer.Option(
            help="What it may do: read, write, admin, or a group such as tasks:read. May be repeated."
        ),
    ],
    days: Annotated[int, typer.Option(min=1, max=366, help="How many days it counts.")] = 90,
    password_stdin: PasswordStdin = False,
) -> None:
    """Make a token, and show it this once. Asks for the password where you signed in a while ago."""
    client = Client()
    body = {"name": name, "scopes": scope, "days": days}
    try:
        made = client.post("/auth/tokens", body)
    except CliError as error:
        if error.document().get("type") != _AGAIN:
            raise
        client.post("/auth/reauthenticate", {"password": read_password(password_stdin)})
        made = client.post("/auth/tokens", body)
    if screen.json:
        screen.answer(made)
    else:
        screen.out.print(plain(made["token"]), soft_wrap=True)


@command(app, "list")
def list_tokens() -> None:
    """List the tokens that count."""
    found = Client().get("/auth/tokens", page_size=300)
    if screen.json:
        screen.answer(found)
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("Id", "Name", "Scopes", "Last used", "Until"):
        table.add_column(heading, overflow="fold")
    for row in found["items"]:
        used = (row["last_used_at"] or "never")[:10]
        table.add_row(row["id"], plain(row["name"]), " ".join(row["scopes"]), used, row["expires_at"][:10])
    screen.out.print(table)


@command(app)
def revoke(
    token: Annotated[str, typer.Argument(metavar="ID", help="Id, as `cairn token list` shows it.")],
) -> None:
    """End a token at once."""
    from urllib.parse import quote

    Client().call("DELETE", f"/auth/tokens/{quote(token, safe='')}")
    if screen.json:
        screen.answer({"id": token, "revoked": True})
    else:
        screen.out.print("It no longer counts.")
