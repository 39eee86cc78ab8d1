"""The tree of commands."""

from typing import Annotated

import typer

from cairn import __version__
from cairn.cli import (
    account,
    add,
    backup,
    database,
    demo,
    doctor,
    exports,
    feeds,
    goals,
    habits,
    imports,
    jobs,
    journal,
    mail,
    metrics,
    putoff,
    review,
    rewards,
    server,
    statistics,
    tasks,
    today,
    tokens,
    users,
    webhooks,
)
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


for function in (
    server.serve,
    server.worker,
    account.signup,
    account.login,
    account.logout,
    account.whoami,
    add.add,
    today.today,
    tasks.tasks,
    tasks.done,
    tasks.undone,
    goals.goals,
    journal.reflect,
    review.review,
    putoff.putoff,
    rewards.wallet,
    statistics.stats,
    statistics.integrity,
):
    command(app)(function)
command(app, "import")(imports.import_file)
command(app, "export")(exports.export)
command(app)(doctor.doctor)
command(app)(demo.demo)
app.add_typer(habits.app)
app.add_typer(metrics.app)
app.add_typer(journal.app)
app.add_typer(rewards.app)
app.add_typer(feeds.feed)
app.add_typer(feeds.capture)
app.add_typer(webhooks.app)
command(app)(backup.restore)
app.add_typer(backup.app)
app.add_typer(database.app)
app.add_typer(users.app)
app.add_typer(mail.app)
app.add_typer(tokens.app)
app.add_typer(jobs.app)
