"""A large import, a format of one's own, and the order in which things are written."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.imports import formats
from cairn.imports.formats.base import Format, Item, Options, Record
from cairn.imports.service.order import in_order
from tests.fixtures.application import Person


def large_export(n: int) -> bytes:
    """A Taskwarrior export of n tasks: a third done, projects, tags, dependencies, notes, repetition."""
    tasks: list[dict[str, Any]] = []
    for number in range(n):
        task: dict[str, Any] = {
            "uuid": str(UUID(int=number + 1)),
            "description": f"Task number {number} of a long list",
            "entry": f"2026{1 + number % 10:02}05T063000Z",
            "status": "completed" if number % 3 == 0 else "pending",
            "project": f"Project.{number % 40}",
            "tags": ["one", f"t{number % 7}"],
            "due": f"2026{1 + number % 12:02}{1 + number % 28:02}T230000Z",
        }
        if number % 3 == 0:
            task["end"] = f"2026{1 + number % 10:02}{1 + number % 28:02}T150000Z"
        elif number > 10:
            task["depends"] = [str(UUID(int=number - 5))]
        if number % 20 == 1:
            task["annotations"] = [{"entry": "20261005T063000Z", "description": "A remark"}]
        tasks.append(task)
    return json.dumps(tasks).encode()


@pytest.mark.slow
async def test_ten_thousand_tasks(ada: Person) -> None:
    data = large_export(10_000)
    answer = await ada.http.post("/api/v1/imports", files={"file": ("big.json", data)})
    assert answer.status_code == 201, answer.text
    done = await ada.http.post(f"/api/v1/imports/{answer.json()['id']}/commit")
    assert done.status_code == 200, done.text
    counts = done.json()["counts"]
    assert (counts["new"], counts["projects_new"]) == (10_000, 40)
    page = await ada.get("/tasks", page_size=1)
    assert page["total"] == 10_000
    again = await ada.http.post("/api/v1/imports", files={"file": ("big.json", data)})
    assert again.json()["counts"]["known"] == 10_000


def parse_lines(stream: BinaryIO, _options: Options) -> Iterator[Item]:
    """A task on each line, `x` before the done ones."""
    for number, line in enumerate(stream.read().decode().splitlines(), 1):
        done = line.startswith("x ")
        title = line.removeprefix("x ")
        yield Record(
            place=f"line {number}",
            external_id=title,
            title=title,
            status="done" if done else "todo",
        )


async def test_a_further_format_is_one_module_and_one_line(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy = Format(
        name="lines",
        title="Lines",
        suffixes=(".lines",),
        sniff=lambda head: head.startswith(b"x "),
        parse=parse_lines,
    )
    monkeypatch.setattr(formats, "FORMATS", (toy, *formats.FORMATS))
    assert (await ada.get("/imports/formats"))["items"][0]["name"] == "lines"
    made = await ada.http.post("/api/v1/imports", files={"file": ("a.lines", b"x Sweep\nMop\n")})
    assert made.json()["format"] == "lines"
    done = await ada.http.post(f"/api/v1/imports/{made.json()['id']}/commit")
    assert (done.json()["counts"]["open"], done.json()["counts"]["done"]) == (1, 1)
    titles = {t["title"]: t["status"] for t in (await ada.get("/tasks"))["items"]}
    assert titles == {"Sweep": "done", "Mop": "todo"}


@given(st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=4)))
def test_everything_comes_after_what_it_needs(needs: dict[int, list[int]]) -> None:
    order, dropped = in_order(range(10), needs)
    assert sorted(order) == list(range(10))
    at = {node: place for place, node in enumerate(order)}
    for node, found in needs.items():
        for need in found:
            assert at[need] < at[node] or (node, need) in dropped


def test_nothing_is_dropped_without_a_cycle() -> None:
    order, dropped = in_order([3, 2, 1], {3: [1, 2], 2: [1]})
    assert (order, dropped) == ([1, 2, 3], [])
