"""`cairn demo`: an account with a believable person's two years."""

from typing import TYPE_CHECKING, Annotated

import typer

from cairn.cli.errors import CliError
from cairn.cli.local import on_database
from cairn.cli.screen import screen
from cairn.cli.zone import local_zone

if TYPE_CHECKING:
    from cairn.demo.account import Demo
    from cairn.kit.db.work import Database


def demo(
    again: Annotated[
        bool, typer.Option("--again", help="Erase the demonstration account that is there and make it anew.")
    ] = False,
) -> None:
    """Make an account with two years of an invented person's life, for trials. It owns nothing."""

    async def make(database: "Database") -> "Demo | None":
        from cairn.demo.account import DemoExists, make_demo

        try:
            return await make_demo(database, timezone=local_zone(), again=again)
        except DemoExists:
            return None

    made = on_database(make)
    if made is None:
        raise CliError(
            "There is a demonstration account already.",
            type="demo-exists",
            hint="`cairn demo --again` erases it and makes it anew.",
        )
    if screen.json:
        screen.answer({"email": made.email, "password": made.password, "counts": made.counts})
        return
    counts = made.counts
    screen.out.print(
        f"Two years of Robin's life: {counts['tasks']} tasks in {counts['projects']} projects,"
        f" {counts['goals']} goals, {counts['time_entries']} stretches of time,"
        f" {counts['day_entries']} evenings, {counts['journal_entries']} pages of a journal.",
        soft_wrap=True,
    )
    screen.out.print(
        f"Sign in with `cairn login --email {made.email}`, password {made.password}", soft_wrap=True
    )
