"""Write the reference of the command line, docs/reference/cli.md, from the commands themselves.

tools/cli_reference.py            write the page
tools/cli_reference.py --check    fail where the page is not current
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from cairn.cli.exits import MEANINGS
from cairn.cli.root import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "cli.md"
HEAD = """\
# Command line

<!-- Written by tools/cli_reference.py from the commands themselves. -->

`cairn COMMAND --help` shows what stands here. Every command has `--json`: the answer is then one JSON
document on standard output (`serve` and `worker`: one on each line), and a failure is a problem document
(RFC 9457, with `exit_code`) on standard error. Colour and progress appear on a terminal only; `NO_COLOR`
keeps colour away.

## Tasks are named by

- the number in the last list that `cairn today` or `cairn tasks` has shown, such as `3`;
- the characters that lists show in the column *Id*, which are the last ones of the id, or any longer end or
  beginning of it that only one task has;
- the whole id.

## Exit codes

| Code | Meaning |
| ---: | --- |
"""
VARIABLES = """
## Environment

| Variable | Meaning |
| --- | --- |
| `CAIRN_SERVER` | Server to talk to, in place of that of the last sign-in. |
| `CAIRN_TOKEN` | Access token to use in place of the stored sign-in, for scripts. It is not renewed. |
| `CAIRN_CONFIG_DIR` | Where the sign-in is kept, in place of the platform's place for configuration. |
| `CAIRN_DATA_DIR`, `CAIRN_DATABASE_URL` | What `serve`, `worker`, `db`, `user` and `doctor` act on. |
| `CAIRN_DEBUG` | Anything: a fault of the program shows its traceback. |
| `NO_COLOR`, `COLUMNS` | No colour; the width of tables. |

`cairn --install-completion` sets up completion for the shell; `cairn --show-completion` prints it.

## Commands
"""


def page() -> str:
    """Return the whole page."""
    codes = "".join(f"| {code} | {meaning} |\n" for code, meaning in MEANINGS.items())
    commands = "".join(_command(path, command) for path, command in _leaves(get_command(app), ("cairn",)))
    return HEAD + codes + VARIABLES + commands


def _leaves(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    children = getattr(command, "commands", None)
    if children is None:
        yield path, command
        return
    for name, child in children.items():
        yield from _leaves(child, (*path, name))


def _command(path: tuple[str, ...], command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [
        p for p in command.params if p.param_type_name == "option" and not p.hidden and "--json" not in p.opts
    ]
    usage = " ".join([*path, *(["[OPTIONS]"] if options else []), *map(_argument, arguments)])
    text = f"\n### {' '.join(path)}\n\n{' '.join(command.help.split())}\n\n```\n{usage}\n```\n"
    rows = [(f"`{_argument(p)}`", p.help or "") for p in arguments]
    rows += [(_option(p), _sentence(p)) for p in options]
    if rows:
        text += "\n| | |\n| --- | --- |\n" + "".join(f"| {name} | {help_} |\n" for name, help_ in rows)
    return text


def _argument(param: Any) -> str:
    name = param.metavar or param.name.upper()
    return name if param.required else f"[{name}]"


def _option(param: Any) -> str:
    names = [f"`{name}`" for name in param.opts]
    names += [f"`{name}`" for name in param.secondary_opts]
    if not param.is_flag:
        names[-1] = f"{names[-1][:-1]} {param.metavar or 'VALUE'}`"
    return ", ".join(names)


def _sentence(param: Any) -> str:
    """Return what an option does, with its default where that says something."""
    text = " ".join((param.help or "").split())
    if param.is_flag:
        return f"{text} On unless turned off." if param.default else text
    return text if param.default is None else f"{text} Otherwise {param.default}."


def main() -> None:
    """Write the page, or check it."""
    written = page()
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text("utf-8") != written:
            sys.exit(f"{PAGE.name} is not current: run tools/cli_reference.py")
        return
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(written, "utf-8")


if __name__ == "__main__":
    main()
