"""The command line. A command is a thin caller: of the running server, or of the same code.

Heavy libraries are imported by the commands that need them, so that the others answer at once.
"""


def main() -> None:
    """Run `cairn`."""
    from cairn.cli.root import app

    app()
