"""What every import format yields, and the few tools that all of them share.

A format turns bytes into neutral records and findings. It knows no database: what becomes of a record
(which project row, which area) is decided by whoever consumes it.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from operator import attrgetter
from typing import BinaryIO, Literal
from zoneinfo import ZoneInfo

from cairn.kit.json import encode_json

TITLE_LIMIT = 500
"""Characters of a title; a longer one is cut there and stands whole at the head of the description. Names of
projects, areas and tags are cut there, too."""
TEXT_LIMIT = 50_000
"""Characters of a description or note; the rest is cut off and reported."""
MAX_BYTES = 50_000_000
HEAD_BYTES = 8192
"""How much of a file's beginning `Format.sniff` wants to see; less is enough for a smaller file."""

_ID_LIMIT = 200
_VALUE_SHOWN = 80
_CHUNK = 1 << 20
# C0 controls other than tab and line ends show nothing and upset terminals; NUL and unpaired surrogates
# cannot be stored at all.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Status = Literal["backlog", "todo", "in_progress", "blocked", "on_hold", "in_review", "done", "cancelled"]
Severity = Literal["warning", "error"]
DateOrder = Literal["dmy", "mdy"]


class Unreadable(Exception):  # noqa: N818 - reads as what it says: the file is unreadable
    """The file as a whole cannot be read: not this format, broken, or beyond a limit."""

    def __init__(self, place: str, message: str) -> None:
        """`place` such as "line 12, column 7"; `message` is a sentence for the person."""
        super().__init__(f"{place}: {message}")
        self.place = place
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to read a file. What a format has no use for, it ignores."""

    zone: ZoneInfo
    """The person's zone: where a source has no zone, and to tell a day from an instant."""
    max_bytes: int = MAX_BYTES
    columns: Mapping[str, str] = field(default_factory=dict)
    """For tables: our field → the column's name in the file; an empty name leaves the field out. Fields
    not named here are proposed from the header."""
    date_order: DateOrder | None = None
    """For tables: how 03/04/2026 is meant; None decides from the whole column."""
    file_name: str = ""
    """Name of the file, for sources that keep the name of a project there."""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a task."""

    at: datetime | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One task in neutral terms. Instants are aware and in UTC; None and () mean "the source has none"."""

    place: str
    """Where it stands in the file, such as "task 3" or "line 12": for messages about it."""
    external_id: str
    """Stable in its source: the same task has it in every later file, so that a second import finds it.
    At most 200 characters."""
    title: str
    """One line, 1 to `TITLE_LIMIT` characters."""
    description: str = ""
    status: Status = "todo"
    priority: int | None = None
    """1 urgent, 2 high, 3 medium, 4 low."""
    project: tuple[str, ...] = ()
    """From the outermost project to the innermost."""
    area: str | None = None
    tags: tuple[str, ...] = ()
    due_date: date | None = None
    """A day in the person's zone; excludes `due_at`."""
    due_at: datetime | None = None
    scheduled_for: date | None = None
    """A day in the person's zone; excludes `scheduled_at`."""
    scheduled_at: datetime | None = None
    wait_until: datetime | None = None
    """Hidden until then. May already be over."""
    completed_at: datetime | None = None
    """When it was done or cancelled."""
    created_at: datetime | None = None
    modified_at: datetime | None = None
    estimate_minutes: int | None = None
    """0 to 100,000."""
    recurrence_rule: str | None = None
    """RFC 5545 RRULE without its name, in the wall time of `timezone` and counted from the due date on."""
    recurrence_mode: Literal["schedule", "after_completion"] | None = None
    timezone: str | None = None
    """IANA name of the zone in which `due_at` and the rule are meant; None for the person's own."""
    passes: bool = False
    """Whether it takes place by itself, like an appointment: what is over when it is imported is done then,
    and a series goes on with the first of its dates that is not over."""
    depends_on: tuple[str, ...] = ()
    """External ids of records of the same file that must be done first. May form a cycle."""
    parent: str | None = None
    """External id of the task of which this is a sub-task."""
    series: str | None = None
    """External id of the repeating record of which this closed one is a past occurrence."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRecord:
    """Something that was written down, in neutral terms."""

    place: str
    """Where it stands in the file."""
    external_id: str
    """Stable in its source, as for a task."""
    at: datetime
    """When it happened, aware and in UTC."""
    content: str
    """Markdown, 1 to `TEXT_LIMIT` characters."""
    title: str = ""
    mood: int | None = None
    """1 (least pleasant) to 5."""
    mood_label: str = ""
    """The source's own word for it, at most 40 characters."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was not understood. The rest of its record is imported all the same."""

    place: str
    """Such as "task 3, field recur" or "line 12, column Due"."""
    field: str
    """The source's own name of the field; "" where it concerns a whole task or file."""
    value: str
    """What stood there, at most 80 characters of it."""
    message: str
    """A sentence that says what became of it, or what would be right."""
    severity: Severity = "warning"
    """"error" where a whole record or a whole column is left out; else "warning"."""

    def __post_init__(self) -> None:
        """Shorten the value: a report must not repeat a whole book."""
        text = _UNWANTED.sub("\N{REPLACEMENT CHARACTER}", self.value)
        if len(text) > _VALUE_SHOWN:
            text = text[: _VALUE_SHOWN - 1] + "…"
        object.__setattr__(self, "value", text)


Item = Record | JournalRecord | Finding


@dataclass(frozen=True, slots=True)
class TableShape:
    """What a person needs to see before a table is imported."""

    delimiter: str
    encoding: str
    columns: tuple[str, ...]
    """As in the header; a nameless one is called "column 3"."""
    fields: tuple[str, ...]
    """Our fields, which a column can be taken for."""
    mapping: dict[str, str]
    """Our field → column: the options where they name one, else the proposal."""
    unclear_dates: tuple[str, ...]
    """Columns with dates such as 03/04/2026 that need `Options.date_order`."""
    sample: tuple[tuple[str, ...], ...]
    """The first rows, at most five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of file."""

    name: str
    """Stable identifier, such as "taskwarrior"."""
    title: str
    """For people, such as "Taskwarrior (JSON)"."""
    suffixes: tuple[str, ...]
    """Usual endings of file names: lower case, with the dot."""
    sniff: Callable[[bytes], bool]
    """Whether a file that begins with these bytes (up to `HEAD_BYTES`) looks like this format."""
    parse: Callable[[BinaryIO, Options], Iterator[Item]]
    """Records and findings in the order of the file. Raises `Unreadable`, at the first step or later: what
    was yielded before must then not be kept."""
    inspect: Callable[[BinaryIO, Options], TableShape] | None = None
    """For tables: looks at the header and the first rows. Raises `Unreadable`."""


def read_all(stream: BinaryIO, max_bytes: int) -> bytes:
    """The whole file; raises `Unreadable` beyond `max_bytes` without reading further."""
    data = bytearray()
    while chunk := stream.read(_CHUNK):
        data += chunk
        if len(data) > max_bytes:
            raise Unreadable("file", f"It is larger than {max_bytes:,} bytes. Split it into smaller files.")
    return bytes(data)


def line_and_column(data: bytes, position: int) -> str:
    """The place of byte `position` as an editor shows it, both counted from 1."""
    before = data[:position]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1
    return f"line {line}, column {column}"


def day_or_instant(at: datetime, zone: ZoneInfo) -> tuple[date | None, datetime | None]:
    """A source that knows only instants writes a day as its local midnight: (day, None) or (None, at)."""
    local = at.astimezone(zone)
    return (local.date(), None) if local.time() == time() else (None, at)


def one_line(text: str) -> str:
    """Trimmed, without control characters, every run of white space one blank."""
    return " ".join(_UNWANTED.sub(" ", text).split())


def name_of(text: str) -> str:
    """The name of a project, an area or a tag on one line, at most `TITLE_LIMIT` characters of it."""
    return one_line(text)[:TITLE_LIMIT].rstrip()


def clean_text(text: str) -> str:
    """Trimmed, without characters that cannot be stored or shown; lines are kept. Not shortened."""
    return _UNWANTED.sub("", text).strip()


def fit_title(title: str, description: str) -> tuple[str, str]:
    """Cut a title beyond `TITLE_LIMIT`, and keep the whole of it at the head of the description."""
    if len(title) <= TITLE_LIMIT:
        return title, description
    return title[: TITLE_LIMIT - 1].rstrip() + "…", f"{title}\n\n{description}".rstrip()


def content_id(*parts: str) -> str:
    """An external id for a source that has none: the same parts give the same id."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"sha-{digest[:32]}"


def identifier(text: str) -> str:
    """An external id as the source has it; one too long to be an index key is replaced by its digest."""
    text = one_line(text)
    return text if len(text) <= _ID_LIMIT else content_id(text)


_SAYING = tuple(f.name for f in fields(Record) if f.name not in {"place", "modified_at"})
_said = attrgetter(*_SAYING)


def fingerprint(record: Record | JournalRecord) -> bytes:
    """SHA-256 of what a record says; its place in the file and the time of its last change do not count.

    Nor does what a record has not, so that a field that is added here one day leaves the others as they are.
    """
    if isinstance(record, JournalRecord):
        return hashlib.sha256(encode_json(replace(record, place=""))).digest()
    said = {name: value for name, value in zip(_SAYING, _said(record), strict=True) if value}
    return hashlib.sha256(encode_json(said)).digest()


def unique(items: Iterable[Item]) -> Iterator[Item]:
    """Let the first record of each external id pass, and report the others."""
    seen: dict[str, str] = {}
    for item in items:
        if isinstance(item, (Record, JournalRecord)):
            if first := seen.get(item.external_id):
                message = f"Left out: {first} has the same identifier."
                yield Finding(item.place, "", item.external_id, message, "error")
                continue
            seen[item.external_id] = item.place
        yield item
