"""The command line. A command is a thin caller: of the running server, or of the same code."""

import sys


def main() -> None:
    """Run `cairn`; `serve` begins before Typer and Rich are imported, because it is awaited."""
    from cairn.cli.root import app

    sys.exit(app())
