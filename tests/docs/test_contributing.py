"""The resource that CONTRIBUTING builds, built."""

import subprocess
import sys
from pathlib import Path

from tests.docs.markdown import ROOT, blocks

LOOK = """
from fastapi import FastAPI
from cairn import models
app = FastAPI()
app.include_router(router)
operations = [one["operationId"] for path in app.openapi()["paths"].values() for one in path.values()]
print(*operations)
page = IDEAS._page(frozenset({"area_id"}), frozenset(), "name", False)
print(IDEAS._insert.text.count("INSERT INTO"), page.text.count("SELECT"))
"""


def test_the_resource_of_the_guide_has_its_five_operations(tmp_path: Path) -> None:
    parts = [block.text for block in blocks(ROOT / "CONTRIBUTING.md") if block.info == "python resource"]
    program = tmp_path / "ideas.py"
    program.write_text("\n".join([*parts, LOOK]))
    ran = subprocess.run(  # noqa: S603 - our own page
        [sys.executable, program], capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr
    operations, counts = ran.stdout.splitlines()
    assert operations.split() == ["list_ideas", "create_idea", "get_idea", "update_idea", "delete_idea"]
    inserts, selects = counts.split()
    assert inserts == "3", "the row, its registry entry and its audit event are one statement"
    assert int(selects) >= 1
