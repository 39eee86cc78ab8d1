"""`cairn mail`: the mails of an installation that has no mail server."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from cairn.cli.errors import CliError
from cairn.cli.exits import NOT_FOUND
from cairn.cli.local import read_settings
from cairn.cli.screen import plain, screen
from cairn.cli.tree import command, group

if TYPE_CHECKING:
    from cairn.kit.mail import KeptMail

app = group("mail", "Mails that were not sent, because no mail server is set: CAIRN_MAIL__HOST.")


@command(app, "list")
def list_mails() -> None:
    """List the mails in the data directory, oldest first."""
    found = _kept()
    if screen.json:
        screen.answer({"items": [_short(mail) for mail in found], "total": len(found)})
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("No", "Sent", "To", "Subject"):
        table.add_column(heading, overflow="fold")
    for number, mail in enumerate(found, 1):
        table.add_row(str(number), mail.at, plain(mail.to), plain(mail.subject))
    screen.out.print(table)


@command(app)
def show(
    number: Annotated[int, typer.Argument(min=0, help="Number in the list; the newest when absent.")] = 0,
) -> None:
    """Show a mail. What it holds, such as a link to choose a password, is secret."""
    found = _kept()
    if not found or number > len(found):
        raise CliError("There is no such mail.", code=NOT_FOUND)
    mail = found[number - 1]
    if screen.json:
        screen.answer({**_short(mail), "text": mail.text})
        return
    screen.out.print(f"To: {plain(mail.to)}\nSubject: {plain(mail.subject)}\n", soft_wrap=True)
    screen.out.print(plain(mail.text), soft_wrap=True, end="")


def _kept() -> "list[KeptMail]":
    from cairn.identity.mails import FOLDER
    from cairn.kit.mail import kept_mails

    return list(kept_mails(read_settings().data_dir / FOLDER))


def _short(mail: "KeptMail") -> dict[str, str]:
    return {name: value for name, value in asdict(mail).items() if name != "text"}
