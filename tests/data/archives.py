"""Archives as tests read and make them."""

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from cairn.kit.db.work import Database
from cairn.kit.jobs import run_job
from tests.fixtures.application import Person


async def archive_of(person: Person, database: Database) -> bytes:
    """Ask for an export over HTTP, do what the worker does, and download it."""
    made = await person.make("/data/export")
    await run_job(database, "data.export", {"user_id": str(person.id), "request_id": made["id"]})
    answer = await person.http.get(f"/api/v1/data/requests/{made['id']}/download")
    assert answer.status_code == 200, answer.text
    return answer.content


def content(archive: bytes | Path) -> dict[str, bytes]:
    """Return the parts of an archive by their paths, after comparing each with the manifest."""
    with zipfile.ZipFile(BytesIO(archive) if isinstance(archive, bytes) else archive) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    manifest = json.loads(parts["manifest.json"])
    assert {part["path"] for part in manifest["parts"]} == set(parts) - {"manifest.json"}
    for part in manifest["parts"]:
        assert part["sha256"] == hashlib.sha256(parts[part["path"]]).hexdigest()
        assert part["bytes"] == len(parts[part["path"]])
    return parts


def rows(parts: dict[str, bytes], path: str) -> list[dict[str, Any]]:
    """Return the rows of a part."""
    return [json.loads(line) for line in parts[path].splitlines()]
