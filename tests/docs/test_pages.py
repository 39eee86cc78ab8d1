"""What is written by hand: links lead somewhere, commands exist, decisions have their form."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from cairn.cli.root import app
from tests.docs.markdown import ROOT, anchors, blocks, links, pages
from tools.checks.domains import DOMAINS

PARTS = ["Context", "Decision", "Consequences", "Alternatives", "Enforced by"]
_TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)
_ASSIGNMENT = re.compile(r"[A-Z][A-Z0-9_]*=.*")


def commands(path: Path) -> Iterator[list[str]]:
    """Yield the commands after a prompt in the console blocks of a page."""
    for block in blocks(path):
        if block.info == "console":
            for line in re.sub(r"\\\n\s*", "", block.text).splitlines():
                if line.startswith("$ "):
                    words = shlex.split(line[2:])
                    while words and _ASSIGNMENT.fullmatch(words[0]):
                        del words[0]
                    yield words


def wrong_with(words: list[str], targets: set[str]) -> str | None:
    """Return why a command cannot be as it is written; None where it can."""
    program = words[0].rpartition("/")[2] if words else ""
    if program == "make":
        asked = [word for word in words[1:] if not _ASSIGNMENT.fullmatch(word)]
        return next((f"no target {word}" for word in asked if word not in targets), None)
    return wrong_with_cairn(words[1:]) if program == "cairn" else None


def wrong_with_cairn(words: list[str]) -> str | None:
    """Return the first option or command that the program does not have."""
    command: Any = get_command(app)
    options = {name for param in command.params for name in param.opts}
    for word in words:
        if word.startswith("-"):
            if word.partition("=")[0] not in options | {"-h", "--help", "--json"}:
                return f"{command.name} has no option {word}"
        elif hasattr(command, "commands"):
            if word not in command.commands:
                return f"{command.name} has no command {word}"
            command = command.commands[word]
            options = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
    return None


@pytest.fixture(scope="module")
def targets() -> set[str]:
    """Return the targets of the Makefile."""
    return set(_TARGET.findall((ROOT / "Makefile").read_text("utf-8")))


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_has_no_dead_link_and_no_command_that_does_not_exist(path: Path, targets: set[str]) -> None:
    dead = []
    for link in links(path):
        if "://" in link or link.startswith("mailto:"):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert not dead
    assert [(words, why) for words in commands(path) if (why := wrong_with(words, targets))] == []


def test_the_commands_of_the_pages_are_found(targets: set[str]) -> None:
    found = [words for path in pages() for words in commands(path)]
    assert sum(words[0] == "cairn" for words in found) >= 10
    assert sum(words[0] == "make" for words in found) >= 3
    assert wrong_with(["make", "nothing"], targets) == "no target nothing"
    assert wrong_with(["cairn", "nothing"], targets) == "cairn has no command nothing"
    assert wrong_with([".venv/bin/cairn", "db", "status", "--nothing"], targets) == (
        "status has no option --nothing"
    )


def test_every_page_of_the_documentation_can_be_reached() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            below = [
                (page.parent / link.partition("#")[0]).resolve() for link in links(page) if "://" not in link
            ]
            waiting += [target for target in below if target.suffix == ".md" and target.exists()]
    assert {str(path.relative_to(ROOT)) for path in set(pages()) - reached} == set()


def test_a_decision_has_its_five_parts_and_stands_in_the_list() -> None:
    folder = ROOT / "docs" / "adr"
    files = sorted(folder.glob("[0-9]*.md"))
    assert [path.name[:4] for path in files] == [f"{number:04}" for number in range(1, len(files) + 1)]
    for path in files:
        text = path.read_text("utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == PARTS, path.name
        title = text.splitlines()[0].removeprefix(f"# {path.name[:4]} ")
        assert f"| [{path.name[:4]}]({path.name}) | {title} |" in (folder / "README.md").read_text("utf-8")


def test_the_order_of_the_domains_is_told_as_it_is() -> None:
    decision = next((ROOT / "docs" / "adr").glob("*-domain-order.md")).read_text("utf-8")
    told = re.findall(r"`([a-z]+)`", decision.partition("lowest first:")[2].partition(". A package")[0])
    assert tuple(told) == DOMAINS
    table = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
    shown = re.findall(r"^\| `([a-z]+)` \|", table.partition("## Inside a domain")[0], re.MULTILINE)
    assert shown == [name for name in DOMAINS if (ROOT / "src" / "cairn" / name).is_dir()]


def test_what_a_decision_says_enforces_it_exists() -> None:
    for path in sorted((ROOT / "docs" / "adr").glob("[0-9]*.md")):
        enforced = path.read_text("utf-8").partition("## Enforced by")[2]
        named = re.findall(r"`((?:tests|tools)/[\w/.-]+)`", enforced)
        assert [name for name in named if not (ROOT / name).exists()] == [], path.name
