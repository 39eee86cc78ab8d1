"""The text as words, runs of digits and single marks, with their places; the bottom of the grammar."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from cairn.planning.quickadd.words import APOSTROPHES, CLOSERS, FUNCTION_WORDS

MAX_TEXT = 500
"""Characters of a text that are read for meaning; what follows them stays as it is."""

_TOKEN = re.compile(r"([^\W\d_]+)|([0-9]+)|\S")
_PADDING = 12  # rules look a few tokens ahead without asking whether the text has ended
_MONEY_AND_CODES = APOSTROPHES | frozenset("$€£¥#%&=+-/\\.,:@*^~(_")
_GLUE_BEFORE_WORDS = APOSTROPHES | frozenset("-/\\@#.&$_")


class Options(NamedTuple):
    """How a text is to be read."""

    now: datetime
    forward: bool
    month_first: bool
    week_start: int
    quick: bool
    """Whether the text is the title of a task: then durations are estimates and doubtful dates stay words."""


class Line:
    """A text as tokens, in parallel lists that are padded at the end and so also at index -1.

    `kind` is "w" for a word, "n" for digits, "p" for any other character, "x" for what must not be read
    and "" beyond the end; `low` is the token in lower case.
    """

    __slots__ = ("end", "kind", "low", "options", "raw", "size", "start", "text")

    def __init__(self, text: str, options: Options, closed: Sequence[tuple[int, int]] = ()) -> None:
        """Read the first `MAX_TEXT` characters, but not the words that begin in a closed range of offsets."""
        shut = {at for start, end in closed for at in range(start, min(end, MAX_TEXT))}
        self.text = text
        self.options = options
        self.raw: list[str] = []
        self.kind: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        for found in _TOKEN.finditer(text, 0, MAX_TEXT):
            self.raw.append(found.group())
            kind = "pwn"[found.lastindex or 0]
            self.kind.append("x" if found.start() in shut else kind)
            self.start.append(found.start())
            self.end.append(found.end())
        self.low = ["" if kind == "x" else raw.lower() for raw, kind in zip(self.raw, self.kind, strict=True)]
        self.size = len(self.low)
        for place in range(_PADDING):
            beyond = len(text) + 2 * place + 2
            self.raw.append("")
            self.low.append("")
            self.kind.append("")
            self.start.append(beyond)
            self.end.append(beyond)

    def glued(self, i: int) -> bool:
        """Whether nothing separates token i from the one before it."""
        return self.start[i] == self.end[i - 1]

    def number(self, i: int, digits: int = 2) -> int | None:
        """The value of token i if it consists of at most so many digits."""
        if self.kind[i] == "n" and len(self.low[i]) <= digits:
            return int(self.low[i])
        return None

    def is_open(self, i: int) -> bool:
        """Whether an expression may begin at token i: it is no tail of a word, a price, or a code."""
        at = self.start[i]
        if at == 0:
            return True
        before = self.text[at - 1]
        if before.isspace():
            return True
        if before.isalnum():
            return False
        if self.kind[i] != "n":
            return before not in _GLUE_BEFORE_WORDS
        if before in ",:" and at > 1:
            return not self.text[at - 2].isdigit() and self.text[at - 2] != before
        return before == "(" or before not in _MONEY_AND_CODES

    def is_closed(self, j: int) -> bool:  # noqa: PLR0911  one way out for each form
        """Whether an expression may end before token j."""
        at = self.end[j - 1]
        if at >= len(self.text):
            return True
        after, beyond = self.text[at], self.text[at + 1 : at + 2]
        if after.isspace():
            return True
        if after.isalnum() or after in "_%°@$€£":
            return False
        if not beyond or not beyond.isalnum():
            return True
        if self.kind[j - 1] == "n":
            return after not in APOSTROPHES and after not in ".,:/\\-"
        if after in APOSTROPHES or after == "/":
            return not self.options.quick
        return after not in "-.\\"

    def is_free(self, j: int) -> bool:
        """Whether what ends before token j describes no noun after it.

        "on the 2nd" is a date, "on the 2nd floor" is not; "5/4 at noon" is one, "5/4 cups" is not.
        """
        low = self.low[j]
        return low in FUNCTION_WORDS or low in CLOSERS or self.kind[j] in {"", "x", "n"}

    def alone(self, i: int, j: int) -> bool:
        """Whether the tokens from i until before j are the whole text."""
        return i == 0 and j >= self.size
