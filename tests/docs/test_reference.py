"""The pages that are made from the code are current, and so is what others say about the code."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.docs.markdown import ROOT, pages
from tools import settings_reference
from tools.pages import BEGIN, END, Generated
from tools.reference import PAGES

_SETTING = re.compile(r"\bCAIRN_[A-Z][A-Z_]*[A-Z]\b")
_READ = re.compile(r"environ(?:\.get\(|\[)\"(CAIRN_[A-Z_]+)\"")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.stem)
def test_a_generated_page_is_current(page: Generated) -> None:
    written = page.path.read_text("utf-8")
    assert written == page.text(), f"{page.path.name}: run `.venv/bin/python -m tools.reference`"


def test_every_setting_that_is_mentioned_exists() -> None:
    sources = (path.read_text("utf-8") for path in (ROOT / "src" / "cairn").rglob("*.py"))
    known = settings_reference.names() | {name for source in sources for name in _READ.findall(source)}
    mentioned = {name: path.name for path in pages() for name in _SETTING.findall(path.read_text("utf-8"))}
    assert {name: page for name, page in mentioned.items() if name not in known} == {}
    assert "CAIRN_DATA_DIR" in mentioned


def test_the_table_of_licences_lists_every_direct_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[\[<>=; ]", line)[0] for line in project["dependencies"]}
    page = next((ROOT / "docs" / "adr").glob("*-dependencies.md")).read_text("utf-8")
    listed = set(re.findall(r"^\| ([a-z][a-z0-9-]*) \|", page, re.MULTILINE))
    assert listed == wanted


def test_a_part_of_a_page_is_replaced_between_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"Before.\n{BEGIN}\nold\n{END}\nAfter.\n")
    page = Generated(path, lambda: "new\n", is_part=True)
    assert page.write()
    assert path.read_text() == f"Before.\n{BEGIN}\n\nnew\n\n{END}\nAfter.\n"
    assert not page.write()
    path.write_text("no marks")
    with pytest.raises(ValueError, match="lacks the marks"):
        replace(page).text()
