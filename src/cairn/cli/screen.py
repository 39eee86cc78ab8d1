"""What commands print: text for people, or one JSON document where `--json` is given.

Answers go to standard output; notes, questions and errors to standard error. Colour and bars appear on a
terminal only, and never with NO_COLOR.
"""

import json
import sys
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from cairn.cli.errors import CliError

_KEPT = "\n\t"


class Screen:
    """Where a command writes."""

    json = False
    """Whether the answer is wanted as JSON."""

    @cached_property
    def out(self) -> "Console":
        """Standard output."""
        from rich.console import Console

        return Console(highlight=False, emoji=False, markup=False)

    @cached_property
    def err(self) -> "Console":
        """Standard error."""
        from rich.console import Console

        return Console(stderr=True, highlight=False, emoji=False, markup=False)

    def answer(self, document: object) -> None:
        """Print the answer as JSON."""
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")

    def line(self, document: object) -> None:
        """Print one of several answers as a line of JSON."""
        sys.stdout.write(json.dumps(document, ensure_ascii=False, default=str) + "\n")

    def flush(self) -> None:
        """Hand over what is buffered, to a reader who waits for it."""
        sys.stdout.flush()

    def note(self, text: str) -> None:
        """Tell the person something that is not the answer."""
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    def fail(self, error: "CliError") -> None:
        """Tell why the command failed."""
        if self.json:
            sys.stderr.write(json.dumps(error.document(), ensure_ascii=False, default=str) + "\n")
            return
        from rich.text import Text

        told = [Text.assemble((plain(error.detail), "red"))]
        told += [
            Text.assemble("  ", (plain(place), "bold"), ": " if place else "", plain(detail))
            for place, detail in error.fields
        ]
        if error.hint:
            told.append(Text(plain(error.hint)))
        for text in told:
            self.err.print(text, soft_wrap=True)

    def reset(self) -> None:
        """Begin anew, for a second command in the same process."""
        self.json = False
        for name in ("out", "err"):
            self.__dict__.pop(name, None)


screen = Screen()


def plain(text: Any) -> str:
    """Return text without the control characters that could steer the terminal."""
    return "".join(c for c in str(text) if c in _KEPT or unicodedata.category(c) not in {"Cc", "Cs"})
