"""Pages of the documentation that are made from the code, and the one way to write them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"


@dataclass(frozen=True, slots=True)
class Generated:
    """A page, or the marked part of one, that follows from the code."""

    path: Path
    body: Callable[[], str]
    """The Markdown that belongs there."""
    is_part: bool = False
    """Whether it stands between the marks of a page that is otherwise written by hand."""

    def text(self) -> str:
        """Return what the whole page should hold; raises ValueError where the marks are missing."""
        if not self.is_part:
            return self.body()
        before, found, rest = self.path.read_text("utf-8").partition(BEGIN)
        _, closed, after = rest.partition(END)
        if not (found and closed):
            raise ValueError(f"{self.path.name} lacks the marks {BEGIN} and {END}")
        return f"{before}{BEGIN}\n\n{self.body().strip()}\n\n{END}{after}"

    def write(self) -> bool:
        """Bring the page up to date; return whether anything changed."""
        text = self.text()
        if self.path.exists() and self.path.read_text("utf-8") == text:
            return False
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(text, "utf-8")
        return True


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; a line break or a bar within a cell does not break it."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def one_line(text: str) -> str:
    """Return a docstring on one line."""
    return " ".join(text.split())


def first_sentence(text: str) -> str:
    """Return the first sentence of a docstring, on one line."""
    return one_line(text).partition(". ")[0].rstrip(".") + "."


def _cell(text: str) -> str:
    return one_line(text).replace("|", "\\|")
