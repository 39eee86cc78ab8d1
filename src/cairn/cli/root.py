"""The tree of commands."""

import typer

from cairn.cli import server

app = typer.Typer(
    name="cairn",
    help="Cairn: a private, self-hosted companion for personal growth and coaching.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


app.command()(server.serve)
app.command()(server.worker)
