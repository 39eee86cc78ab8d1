"""Day One's export: a JSON object with the entries of a journal, or an archive with one for each journal."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from cairn.imports.formats.base import (
    HEAD_BYTES,
    TEXT_LIMIT,
    Finding,
    Format,
    Item,
    JournalRecord,
    Options,
    Unreadable,
    fit_title,
    one_line,
    read_all,
    unique,
)
from cairn.imports.formats.dates import read_date
from cairn.imports.formats.json_text import BOM, Fields, check_text, decode, objects
from cairn.imports.formats.zip_parts import first_name, parts

_MARKS = re.compile(rb'"(?:creationDate|creationDeviceType|creationOSName)"\s*:')
_PICTURE = re.compile(r"!\[[^\]]*\]\(dayone-moment:[^)]*\)\s*")
_HEADING = re.compile(r"#{1,3} +([^\n]+)(?:\n|$)")
# Day One escapes marks that Markdown would hardly take for one.
_ESCAPED = re.compile(r"\\([.!()\-+:~])")
_MEDIA = ("photos", "videos", "audios", "pdfAttachments")


def sniff(head: bytes) -> bool:
    """An object with fields of Day One, or an archive whose files lie where it puts them."""
    name = first_name(head)
    if name:
        return _is_journal(name) or name.startswith(("photos/", "videos/", "audios/"))
    start = head.removeprefix(BOM).lstrip()
    return start[:1] == b"{" and _MARKS.search(head[:HEAD_BYTES]) is not None


def _is_journal(name: str) -> bool:
    return name.casefold().endswith(".json") and "/" not in name


def parse(stream: BinaryIO, options: Options) -> Iterator[Item]:
    """The entries of one journal, or of all."""
    yield from unique(_items(read_all(stream, options.max_bytes), options))


def _items(data: bytes, options: Options) -> Iterator[Item]:
    if not first_name(data[:512]):
        yield from _journal(data, options, "")
        return
    for name, content in parts(data, _is_journal, most_bytes=options.max_bytes):
        yield from _journal(content, options, f"{name[:60]}, ")


def _journal(data: bytes, options: Options, where: str) -> Iterator[Item]:
    whole = decode(check_text(data.removeprefix(BOM)))
    if not isinstance(whole, dict) or not isinstance(whole.get("entries"), list):
        raise Unreadable(f"{where}file", "This is no export of Day One: it has no list `entries`.")
    media = 0
    for found in objects(whole["entries"], f"{where}entry"):
        if isinstance(found, Finding):
            yield found
            continue
        record = _record(found, options)
        media += any(found.values.get(name) for name in _MEDIA)
        yield from found.findings
        if record is not None:
            yield record
    if media:
        message = "Left out: pictures, sounds and films are not imported."
        yield Finding(f"{where}file", "photos", f"{media} entries", message)


def _record(entry: Fields, options: Options) -> JournalRecord | None:
    at = read_date(entry.text("creationDate"), None, options.zone)
    if not isinstance(at, datetime):
        # Midnight of the person's zone reads as a day; it is an instant all the same.
        at = read_date(f"{at}T00:00:01", None, options.zone) if at is not None else None
    external_id = entry.identifier("uuid")
    if not isinstance(at, datetime) or not external_id:
        entry.report("creationDate", "Left out: an entry needs an identifier and a time.", "error")
        return None
    text = _ESCAPED.sub(r"\1", _PICTURE.sub("", entry.prose("text"))).strip()
    title = ""
    if heading := _HEADING.match(text):
        title, text = one_line(heading[1]), text[heading.end() :].strip()
        title, text = fit_title(title, text)
    content = (text or title)[:TEXT_LIMIT]
    if not content:
        entry.report("text", "Left out: it has no words.")
        return None
    if place := entry.part("location").get("placeName"):
        content = f"{content}\n\nWhere: {one_line(str(place))}"[:TEXT_LIMIT]
    return JournalRecord(
        place=entry.place,
        external_id=external_id,
        at=at,
        title=title,
        content=content,
        tags=entry.strings("tags"),
    )


FORMAT = Format(
    name="dayone", title="Day One (JSON, or its ZIP)", suffixes=(".json", ".zip"), sniff=sniff, parse=parse
)
