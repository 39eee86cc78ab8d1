"""The project's Markdown: its files, links, headings and code blocks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_NOT_IN_ANCHOR = re.compile(r"[^\w\- ]")


class Block(NamedTuple):
    """A fenced block of code."""

    info: str
    text: str


def pages() -> list[Path]:
    """Return the Markdown that readers see."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(path: Path) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    return [Block(info.strip(), text) for info, text in _FENCE.findall(path.read_text("utf-8"))]


def links(path: Path) -> Iterator[str]:
    """Yield the targets of the links of a page, code left out."""
    text = _FENCE.sub("", path.read_text("utf-8"))
    for found in _LINK.finditer(re.sub(r"`[^`\n]*`", "``", text)):
        yield found[1]


def anchors(path: Path) -> set[str]:
    """Return the names under which the headings of a page can be linked to."""
    text = _FENCE.sub("", path.read_text("utf-8"))
    return {_NOT_IN_ANCHOR.sub("", title.lower()).replace(" ", "-") for title in _HEADING.findall(text)}
