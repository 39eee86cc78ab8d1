"""The packages of the web page: each has its reason, and the lock names no host."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "adr" / "0021-web-page.md"


def test_each_direct_package_has_its_reason() -> None:
    wanted = json.loads((ROOT / "web" / "package.json").read_text())
    named = set(re.findall(r"^\| ([@a-z][\w@/.-]*) \| [^|]+ \| [^|]+ \|$", PAGE.read_text(), re.MULTILINE))
    assert named == {*wanted["dependencies"], *wanted["devDependencies"]}


def test_versions_are_exact_and_the_lock_names_no_host() -> None:
    wanted = json.loads((ROOT / "web" / "package.json").read_text())
    for name, version in {**wanted["dependencies"], **wanted["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"{name} {version}"
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text())
    assert lock["packages"]
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
