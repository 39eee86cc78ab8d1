"""iCalendar (RFC 5545) as text: content lines, parameters, components. Bounded, whatever stands there."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cairn.imports.formats.base import Unreadable

LINE_LIMIT = 1_000_000
_MOST_DEPTH = 8
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_PARAMETER = re.compile(r';([A-Za-z0-9-]{1,60})=("[^"]*"|[^;:",]*)((?:,(?:"[^"]*"|[^;:",]*))*)')
_ESCAPED = re.compile(r"\\([nN,;\\\"])")


@dataclass(frozen=True, slots=True)
class Line:
    """One property."""

    name: str
    """In capitals."""
    parameters: dict[str, str]
    """By name in capitals; of a parameter with several values the first one."""
    value: str
    """As it stands, escapes included."""
    number: int
    """Line of the file on which it begins."""

    @property
    def text(self) -> str:
        """The value without its escapes."""
        return unescape(self.value)


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END."""

    name: str
    number: int
    """Line of its BEGIN."""
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)
    properties: dict[str, list[Line]] = field(default_factory=dict)

    def first(self, name: str) -> Line | None:
        """The first property of a name."""
        found = self.properties.get(name)
        return found[0] if found else None

    def all(self, name: str) -> list[Line]:
        """The properties of a name."""
        return self.properties.get(name, [])

    def add(self, line: Line) -> None:
        """Add a property."""
        self.lines.append(line)
        self.properties.setdefault(line.name, []).append(line)


def unescape(value: str) -> str:
    r"""A text value in plain: \n is a line end, \, \; and \\ stand for themselves."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def values_of(value: str) -> list[str]:
    """The texts of a list, which unescaped commas divide."""
    parts: list[str] = []
    start = at = 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == ",":
            parts.append(value[start:at])
            start = at + 1
        at += 1
    parts.append(value[start:])
    return [unescape(part) for part in parts]


def components(text: str, wanted: Iterable[str]) -> Iterator[Component | int]:
    """The components of those names, wherever they stand, in the order of their ends.

    What stands inside of one is part of it. The number of a line that is no content line comes in its
    place. Raises `Unreadable` for an END that closes nothing, or a component without an end.
    """
    names = frozenset(wanted)
    stack: list[Component] = []
    for number, whole in _unfolded(text):
        line = _line(whole, number)
        if line is None:
            yield number
        elif line.name.lower() == "begin":
            if len(stack) >= _MOST_DEPTH:
                raise Unreadable(f"line {number}", "The components are nested too deeply.")
            stack.append(Component(line.value.strip().upper(), number))
        elif line.name == "END":
            done = _ended(stack, line)
            if done.name in names:
                yield done
            elif stack and done.name != "VCALENDAR":
                stack[-1].parts.append(done)
        elif stack:
            stack[-1].add(line)
    if stack:
        raise Unreadable(
            f"line {stack[-1].number}", f"This {stack[-1].name[:40]} has no end; a part is missing."
        )


def _ended(stack: list[Component], line: Line) -> Component:
    name = line.value.strip().upper()
    if not stack or stack[-1].name != name:
        raise Unreadable(f"line {line.number}", f"This ends {name[:40]}, which is not open.")
    return stack.pop()


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """(number of its first line, line) with continuations joined: they begin with a blank or a tab."""
    parts: list[str] = []
    size = first = 0
    # Only CR and LF end a line here: splitlines knows more, such as U+2028, which may stand in a text.
    for number, ended in enumerate(io.StringIO(text, newline=None), 1):
        line = ended.removesuffix("\n")
        if line[:1] in {" ", "\t"} and parts:
            parts.append(line[1:])
            size += len(line)
        else:
            if parts and parts != [""]:
                yield first, "".join(parts)
            parts, size, first = [line], len(line), number
        if size > LINE_LIMIT:
            raise Unreadable(f"line {number}", f"The line is longer than {LINE_LIMIT:,} characters.")
    if parts and parts != [""]:
        yield first, "".join(parts)


def _line(whole: str, number: int) -> Line | None:
    name = _NAME.match(whole)
    if name is None:
        return None
    at, parameters = name.end(), {}
    while found := _PARAMETER.match(whole, at):
        parameters[found[1].upper()] = found[2].strip('"')
        at = found.end()
    if whole[at : at + 1] != ":":
        return None
    return Line(name[0].upper(), parameters, whole[at + 1 :], number)
