"""What is marked by a sign: quotes, #tag, @project, +project, !1, p1; and addresses, which are not read."""

import re
from collections.abc import Sequence
from functools import cache

from cairn.planning.quickadd.model import Span, SpanKind
from cairn.planning.quickadd.moments import NAMED_TIMES
from cairn.planning.quickadd.names import same, similar, spelled_out
from cairn.planning.quickadd.tokens import MAX_TEXT

# Every alternative begins with a sign or a boundary and excludes its own opening, so that a search
# through the whole text stays linear.
_MARK = r"""
      (?P<quoted> "[^"]*" | “[^“”]*” | «[^«»]*» )
    | (?<![^\s(,\[]) (?P<sign>[#@+]) (?: "(?P<phrase>[^"]+)" | (?P<word>[^\W_](?:[\w-]*\w)?) )
    | (?<!\S) (?: ! (?P<grade>[1-4]) | [pP](?P<level>[1-4]) ) (?![\w'\u2019-])
    | (?<!\S) (?P<bangs>!{1,3}) (?!\S)
    | (?<![\w.+-]) (?P<address> (?:https?://|www\.)\S+ | [\w.+-]+@[\w-]+\.[\w.-]+ )
    """
_SIGNS = re.compile(r'[#@+!"“«]|[pP][1-4]|://|www\.')


@cache
def _pattern() -> re.Pattern[str]:
    """The pattern of all signs, compiled when the first text needs it: the import must stay fast."""
    return re.compile(_MARK, re.VERBOSE)


class Marks:
    """What the signs of a text say; of areas, projects and priorities the first one counts."""

    def __init__(self, text: str, areas: Sequence[str], projects: Sequence[str]) -> None:
        """Read the signs of a text."""
        self._text = text
        self._areas = areas
        self._projects = projects
        self.area: str | None = None
        self.project: str | None = None
        self.tags: list[str] = []
        self.priority: int | None = None
        self.spans: list[Span] = []
        """The marks and the quotes."""
        self.closed: list[tuple[int, int]] = []
        """Offsets of what holds no date: the marks, the quotes and the addresses."""
        at = 0
        if _SIGNS.search(text, 0, MAX_TEXT) is not None:
            while (found := _pattern().search(text, at, MAX_TEXT)) is not None:
                at = self._take(found)

    def _take(self, found: re.Match[str]) -> int:
        """Take up a mark, and answer the offset at which to go on."""
        start, end = found.span()
        if found["address"] is not None:
            self.closed.append((start, end))
        elif found["quoted"] is not None:
            self._note("quoted", start, end)
        elif found["sign"] is None:
            self._take_priority(found)
        else:
            return self._take_name(found)
        return end

    def _take_priority(self, found: re.Match[str]) -> None:
        if self.priority is None:
            bangs = found["bangs"]
            self.priority = 4 - len(bangs) if bangs is not None else int(found["grade"] or found["level"])
            self._note("priority", *found.span())

    def _take_name(self, found: re.Match[str]) -> int:
        start, end = found.span()
        phrase, tagged = found["phrase"], found["sign"] == "#"
        name = " ".join((phrase or found["word"]).split())
        if phrase is None:
            whole = spelled_out(self._text, start + 1, self._areas if tagged else self._projects)
            if whole is not None:
                name, end = whole, start + 1 + len(whole)
        kind = self._take_tag(name) if tagged else self._take_project(name, quoted=phrase is not None)
        if kind is None:
            return start + 1
        self._note(kind, start, end)
        return end

    def _take_tag(self, name: str) -> SpanKind | None:
        if not name or name.isdigit():
            return None  # "#12" is the number of something
        area = same(name, self._areas)
        if area is not None and self.area is None:
            self.area = area
            return "area"
        if name not in self.tags:
            self.tags.append(name)
        return "tag"

    def _take_project(self, name: str, *, quoted: bool) -> SpanKind | None:
        known = similar(name, self._projects)
        timely = not quoted and (name[:1].isdigit() or name.lower() in NAMED_TIMES)
        if self.project is not None or not name or (timely and known is None):
            return None  # "@9am" and "+3 days" are dates
        self.project = known or name
        return "project"

    def _note(self, kind: SpanKind, start: int, end: int) -> None:
        self.spans.append(Span(kind, start, end, self._text[start:end]))
        self.closed.append((start, end))
