"""The tree of commands."""

from typing import Annotated

import typer

from cairn import __version__
from cairn.cli import account, database, server, users
from cairn.cli.screen import screen
from cairn.cli.tree import Root, command

app = typer.Typer(
    name="cairn",
    help="Cairn: a private, self-hosted companion for personal growth and coaching.",
    cls=Root,
    rich_markup_mode=None,
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with JSON, for programs.")] = False,
) -> None:
    """Cairn: a private, self-hosted companion for personal growth and coaching."""
    screen.json = screen.json or as_json
    if context.invoked_subcommand is not None:
        return
    if version and screen.json:
        screen.answer({"version": __version__})
    elif version:
        screen.out.print(f"cairn {__version__}")
    else:
        screen.out.print(context.get_help())


command(app)(server.serve)
command(app)(server.worker)
command(app)(account.signup)
command(app)(account.login)
command(app)(account.logout)
command(app)(account.whoami)
app.add_typer(database.app)
app.add_typer(users.app)
