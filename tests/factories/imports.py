"""Imports as a client makes them."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from tests.fixtures.application import Person

EXPORT = Path(__file__).parent.parent / "data" / "taskwarrior" / "export.json"
TABLE = b"""Task;Folder;Area;Due;Tags;Done;Wait for
Book the train;Trips :: Rome;Happiness;04/12/2026;travel;no;
Find the passports;Trips :: Rome;Nowhere;01/12/2026;;no;
Pack;Trips :: Rome;;13/12/2026 08:30;travel, bags;no;Find the passports
Cancel the paper;Home;Operations;01/11/2026;;yes;
"""
RowCounts = Callable[[], Awaitable[dict[str, int]]]


async def upload(person: Person, data: bytes, name: str = "tasks.json", **form: Any) -> Any:
    if "options" in form:
        form["options"] = json.dumps(form["options"])
    return await person.http.post("/api/v1/imports", files={"file": (name, data)}, data=form)


async def preview(person: Person, data: bytes, name: str = "tasks.json", **form: Any) -> dict[str, Any]:
    answer = await upload(person, data, name, **form)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def commit(person: Person, made: dict[str, Any]) -> dict[str, Any]:
    answer = await person.http.post(f"/api/v1/imports/{made['id']}/commit")
    assert answer.status_code == 200, answer.text
    done: dict[str, Any] = answer.json()
    return done


async def tasks_of(person: Person, **query: Any) -> list[dict[str, Any]]:
    page = await person.get("/tasks", page_size=300, **query)
    items: list[dict[str, Any]] = page["items"]
    return items


async def named(person: Person, title: str) -> dict[str, Any]:
    (task,) = [t for t in await tasks_of(person) if t["title"] == title]
    return task
