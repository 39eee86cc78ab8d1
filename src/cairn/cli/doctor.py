"""`cairn doctor`: checks the installation, and says what to mend."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from cairn.cli.exits import UNHEALTHY
from cairn.cli.screen import plain, screen

if TYPE_CHECKING:
    from cairn.cli.findings import Finding

_STYLES = {"ok": "green", "warn": "yellow", "fail": "bold red"}


def doctor() -> None:
    """Check the installation, and say what to mend."""
    found: list[Finding] = []
    for finding in _findings():
        found.append(finding)
        if not screen.json:
            _show(finding)
    failed = sum(f.level == "fail" for f in found)
    if screen.json:
        screen.answer({"healthy": not failed, "checks": [asdict(f) for f in found]})
    else:
        warned = sum(f.level == "warn" for f in found)
        screen.out.print(
            f"{len(found)} checks: {failed} to mend, {warned} to look at."
            if failed or warned
            else "All is well."
        )
    if failed:
        raise typer.Exit(UNHEALTHY)


def _findings() -> "Iterator[Finding]":
    from cairn.cli import checks_here, checks_server
    from cairn.cli.checks_database import check_database
    from cairn.cli.errors import CliError
    from cairn.cli.findings import fail, ok
    from cairn.cli.local import read_settings

    yield checks_here.check_python()
    yield checks_here.check_packages()
    try:
        settings = read_settings()
    except CliError as error:
        told = "; ".join(f"{place}: {detail}" for place, detail in error.fields) or error.detail
        yield fail("settings", told, "Correct the variable in the environment.")
    else:
        yield ok("settings", "The settings can be read.")
        yield from checks_here.check_data_dir(settings)
        yield from check_database(settings)
        yield checks_here.check_backups(settings)
    yield from checks_server.check_server()


def _show(finding: "Finding") -> None:
    from rich.text import Text

    told = Text.assemble((f"{finding.level:<5}", _STYLES[finding.level]), plain(finding.told))
    screen.out.print(told, soft_wrap=True)
    if finding.mend and finding.level != "ok":
        screen.out.print(Text(f"     {plain(finding.mend)}", "dim"), soft_wrap=True)
