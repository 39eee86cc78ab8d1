"""The tree of the structure and the calendar (A-20, A-21; golden 22)."""

from datetime import date, timedelta
from typing import Any

import pytest

from cairn.kit.db.work import Database
from cairn.kit.ids import new_id
from cairn.planning.models import Project, Task
from cairn.planning.queries.structure import PROJECTS
from cairn.planning.queries.tasks import TASKS
from cairn.planning.service.hierarchy import hierarchy
from tests.fixtures.application import Person

SPAN = {"from": "2026-11-23", "to": "2026-11-29"}


async def _bare(person: Person) -> None:
    """Delete the default areas, so that a tree holds what its test puts there."""
    for area in (await person.get("/areas"))["items"]:
        await person.http.delete(f"/api/v1/areas/{area['id']}")


def _titles(node: dict[str, Any]) -> list[str]:
    return [task["title"] for task in node["tasks"]]


async def test_golden_22_a_task_without_project_is_in_the_tree(ada: Person) -> None:
    await _bare(ada)
    pillar = await ada.make("/pillars", name="Vitality")
    area = await ada.make("/areas", name="Body", pillar_id=pillar["id"])
    alone = await ada.make("/areas", name="Alone")
    project = await ada.make("/projects", name="Marathon", area_id=area["id"])
    homeless = await ada.make("/projects", name="Homeless")
    await ada.make("/tasks", title="run", project_id=project["id"])
    await ada.make("/tasks", title="stretch", area_id=area["id"])
    await ada.make("/tasks", title="sing", area_id=alone["id"])
    await ada.make("/tasks", title="tidy", project_id=homeless["id"], area_id=area["id"])
    await ada.make("/tasks", title="whatever")

    tree = await ada.get("/hierarchy")
    body = tree["pillars"][0]["areas"][0]
    assert (body["name"], _titles(body), _titles(body["projects"][0])) == ("Body", ["stretch"], ["run"])
    assert [_titles(node) for node in tree["areas"]] == [["sing"]]
    assert [_titles(node) for node in tree["projects"]] == [["tidy"]]
    assert _titles(tree) == ["whatever"]
    assert tree["task_count"] == 5


async def test_counts_and_done_shares_go_up(ada: Person, ben: Person) -> None:
    await _bare(ada)
    pillar = await ada.make("/pillars", name="Vitality")
    area = await ada.make("/areas", name="Body", pillar_id=pillar["id"])
    project = await ada.make("/projects", name="Marathon", area_id=area["id"])
    tasks = [await ada.make("/tasks", title=t, project_id=project["id"]) for t in "abcd"]
    await ada.make("/tasks", title="e", area_id=area["id"])
    await ada.http.post(f"/api/v1/tasks/{tasks[0]['id']}/complete")
    await ada.http.patch(f"/api/v1/tasks/{tasks[1]['id']}", json={"status": "cancelled"})

    tree = await ada.get("/hierarchy")
    node = tree["pillars"][0]
    counts = [(n["task_count"], n["done_count"]) for n in (tree, node, node["areas"][0])]
    assert counts == [(4, 1)] * 3
    of_project = node["areas"][0]["projects"][0]
    assert (of_project["task_count"], of_project["done_count"]) == (3, 1)
    assert of_project["done_share"] == pytest.approx(1 / 3)
    assert len(of_project["tasks"]) == 4

    open_only = await ada.get("/hierarchy", open_only=True)
    of_project = open_only["pillars"][0]["areas"][0]["projects"][0]
    assert (_titles(of_project), of_project["task_count"]) == (["c", "d"], 3)

    await ada.http.post(f"/api/v1/projects/{project['id']}/complete")
    open_only = await ada.get("/hierarchy", open_only=True)
    assert open_only["pillars"][0]["areas"][0]["projects"] == []
    assert open_only["task_count"] == 4

    bens = await ben.get("/hierarchy")
    assert (bens["pillars"], bens["task_count"], bens["done_share"]) == ([], 0, None)


async def test_depth_ends_the_tree_but_not_the_counts(ada: Person) -> None:
    pillar = await ada.make("/pillars", name="Vitality")
    area = await ada.make("/areas", name="Body", pillar_id=pillar["id"])
    project = await ada.make("/projects", name="Marathon", area_id=area["id"])
    await ada.make("/tasks", title="run", project_id=project["id"])
    found = {}
    for depth in ("pillars", "areas", "projects", "tasks"):
        node = (await ada.get("/hierarchy", depth=depth))["pillars"][0]
        assert node["task_count"] == 1
        areas = node["areas"]
        projects = areas[0]["projects"] if areas else []
        found[depth] = (len(areas), len(projects), len(projects[0]["tasks"]) if projects else 0)
    assert found == {"pillars": (0, 0, 0), "areas": (1, 0, 0), "projects": (1, 1, 0), "tasks": (1, 1, 1)}
    assert (await ada.http.get("/api/v1/hierarchy", params={"depth": "leaves"})).status_code == 422


async def test_below_an_archived_parent_nothing_shows_and_below_a_deleted_one_all(ada: Person) -> None:
    await _bare(ada)
    area = await ada.make("/areas", name="Body")
    project = await ada.make("/projects", name="Marathon", area_id=area["id"])
    await ada.make("/tasks", title='run "far"\n\\', project_id=project["id"])
    await ada.make("/tasks", title="stretch", area_id=area["id"])
    await ada.http.post(f"/api/v1/areas/{area['id']}/archive")
    hidden = await ada.get("/hierarchy")
    assert (hidden["areas"], hidden["projects"], hidden["tasks"], hidden["task_count"]) == ([], [], [], 0)
    await ada.http.post(f"/api/v1/areas/{area['id']}/restore")
    await ada.http.delete(f"/api/v1/areas/{area['id']}")
    tree = await ada.get("/hierarchy")
    assert [_titles(node) for node in tree["projects"]] == [['run "far"\n\\']]
    assert _titles(tree) == ["stretch"]
    await ada.http.delete(f"/api/v1/projects/{project['id']}")
    assert sorted(_titles(await ada.get("/hierarchy"))) == ['run "far"\n\\', "stretch"]


async def test_ten_thousand_tasks_are_one_statement_to_add_and_one_to_show(
    ada: Person, database: Database
) -> None:
    """The bars are 3 s and 100 ms; tests share a busy machine, so these bounds only catch another growth."""
    async with database.work(ada.id) as work:
        areas = [row["id"] for row in (await ada.get("/areas"))["items"]]
        projects = await PROJECTS.add_many(
            work, [Project(name=f"P{n}", area_id=areas[n % len(areas)]) for n in range(200)]
        )
    ids = [new_id() for _ in range(10_000)]
    tasks = [
        Task(
            title=f"Something to do, number {n}",
            due_date=date(2026, 11, 1) + timedelta(days=n % 90),
            project_id=projects[n % 250] if n % 250 < 200 else None,
        )
        for n in range(10_000)
    ]
    database.trace = []
    try:
        async with database.work(ada.id) as work:
            await TASKS.add_many(work, tasks, row_ids=ids)
        async with database.read(ada.id) as work:
            body = await hierarchy(work, depth="tasks", open_only=False)
        assert len(database.trace) == 2
    finally:
        database.trace = None
    assert body.count(b'"title"') == 10_000


async def _schedule(person: Person, **query: str) -> dict[str, list[dict[str, Any]]]:
    answer = await person.get("/schedule", **query)
    return {day["day"]: day["tasks"] for day in answer["days"]}


async def test_a_task_stands_on_the_days_it_is_due_and_planned(ada: Person, ben: Person) -> None:
    await ada.make("/tasks", title="both", due_date="2026-11-25", scheduled_for="2026-11-24")
    await ada.make("/tasks", title="same", due_date="2026-11-25", scheduled_for="2026-11-25")
    await ada.make("/tasks", title="late", due_at="2026-11-25T20:00:00Z")
    done = await ada.make("/tasks", title="done", due_date="2026-11-25")
    await ada.http.post(f"/api/v1/tasks/{done['id']}/complete")
    days = await _schedule(ada, **SPAN)
    assert len(days) == 7
    flags = ("title", "is_due", "is_scheduled", "is_expected")
    assert [tuple(t[f] for f in flags) for t in days["2026-11-24"]] == [("both", False, True, False)]
    assert [tuple(t[f] for f in flags) for t in days["2026-11-25"]] == [
        ("late", True, False, False),
        ("both", True, False, False),
        ("same", True, True, False),
    ]
    assert days["2026-11-25"][0]["at"] == "2026-11-25T20:00:00Z"
    assert not any((await _schedule(ben, **SPAN)).values())


async def test_coming_occurrences_are_expected(ada: Person) -> None:
    made = await ada.make(
        "/tasks", title="run", due_date="2026-11-23", recurrence_rule="FREQ=DAILY;INTERVAL=2"
    )
    await ada.make(
        "/tasks",
        title="cut hair",
        due_date="2026-11-24",
        recurrence_rule="FREQ=DAILY",
        recurrence_mode="after_completion",
    )
    days = await _schedule(ada, **SPAN)
    runs = {day: [t["is_expected"] for t in tasks if t["title"] == "run"] for day, tasks in days.items()}
    assert {day: seen for day, seen in runs.items() if seen} == {
        "2026-11-23": [False],
        "2026-11-25": [True],
        "2026-11-27": [True],
        "2026-11-29": [True],
    }
    assert days["2026-11-25"][0]["task_id"] == made["id"]
    assert [day for day, tasks in days.items() for t in tasks if t["title"] == "cut hair"] == ["2026-11-24"]


async def test_an_expected_time_of_day_is_kept_over_the_change_of_clocks(ada: Person) -> None:
    # Berlin goes over to summer time on 28 March 2027: nine o'clock is 08:00 UTC, then 07:00.
    await ada.make(
        "/tasks", title="call", due_at="2027-03-27T08:00:00Z", recurrence_rule="FREQ=DAILY;COUNT=3"
    )
    days = await _schedule(ada, **{"from": "2027-03-27", "to": "2027-03-31"})
    assert [t["at"] for tasks in days.values() for t in tasks] == [
        "2027-03-27T08:00:00Z",
        "2027-03-28T07:00:00Z",
        "2027-03-29T07:00:00Z",
    ]


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [
        ("2026-11-23", "2026-11-22", 422),
        ("2026-11-23", "2027-02-22", 200),
        ("2026-11-23", "2027-02-23", 422),
        ("2026-11-23", "tomorrow", 422),
    ],
)
async def test_a_calendar_shows_92_days_at_most(ada: Person, first: str, last: str, status: int) -> None:
    answer = await ada.http.get("/api/v1/schedule", params={"from": first, "to": last})
    assert answer.status_code == status
