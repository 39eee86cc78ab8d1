"""Metrics over HTTP: values of days, milestones with points, analytics."""

from typing import Any

import pytest

from tests.fixtures.application import Person
from tests.tracking.steps import change, day, points, remove


async def new_metric(person: Person, **fields: Any) -> dict[str, Any]:
    return await person.make("/metrics", **{"name": "Pages", **fields})


async def measure(person: Person, metric: dict[str, Any], value: float, back: int = 0) -> dict[str, Any]:
    return await person.make(f"/metrics/{metric['id']}/logs", value=value, local_date=day(back))


@pytest.mark.parametrize(
    ("aggregation", "value"), [("sum", 6), ("mean", 2), ("last", 3), ("min", 1), ("max", 3)]
)
async def test_the_values_of_a_day_become_one(ada: Person, aggregation: str, value: float) -> None:
    metric = await new_metric(ada, aggregation=aggregation)
    assert metric["latest"] is None
    await measure(ada, metric, 50, 1)
    for at, one in (("07:00", 1), ("08:30", 3), ("08:00", 2)):
        await ada.make(f"/metrics/{metric['id']}/logs", value=one, at=f"2026-11-23T{at}:00Z")
    shown = await ada.get(f"/metrics/{metric['id']}")
    assert shown["latest"] == {"local_date": day(0), "value": value}
    found = await ada.get(f"/metrics/{metric['id']}/analytics")
    assert [(p["date"], p["value"]) for p in found["points"]] == [(day(1), 50), (day(0), value)]


async def test_a_target_is_paid_once_and_taken_back_with_its_cause(ada: Person) -> None:
    metric = await new_metric(ada, direction="lower", target=70)
    await measure(ada, metric, 75, 2)
    cause = await measure(ada, metric, 69, 1)
    assert (cause["earned_points"], await points(ada)) == (200, 200)
    assert (await measure(ada, metric, 68))["earned_points"] == 0
    # Another log has crossed the target as well: it stands for the milestone now.
    await remove(ada, f"/metrics/{metric['id']}/logs/{cause['id']}")
    assert await points(ada) == 200
    (held,) = (await ada.get("/milestones", entity_id=metric["id"], revoked="false"))["items"]
    assert held["type"] == "target_reached"
    await remove(ada, f"/metrics/{metric['id']}/logs/{held['log_id']}")
    assert await points(ada) == 0
    (gone,) = (await ada.get("/milestones", entity_id=metric["id"]))["items"]
    assert gone["revoked_at"] is not None
    assert (await measure(ada, metric, 70))["earned_points"] == 200
    assert await points(ada) == 200
    entries = (await ada.get("/wallet/transactions"))["items"]
    assert [entry["amount"] for entry in entries] == [200, -200, 200]


async def test_what_is_found_late_is_kept_but_not_paid(ada: Person) -> None:
    metric = await new_metric(ada)
    for back in range(16, 9, -1):
        logged = await measure(ada, metric, 1, back)
    assert logged["earned_points"] == 0
    held = (await ada.get("/milestones"))["items"]
    assert {(m["type"], m["threshold"], m["points"]) for m in held} == {
        ("log_streak", 7, 0),
        ("consistency", 7, 0),
    }
    assert {m["reached_on"] for m in held} == {day(10)}


async def test_a_typing_error_revokes_what_it_reached(ada: Person) -> None:
    metric = await new_metric(ada, baseline=10, target=20)
    await measure(ada, metric, 12, 1)
    slip = await measure(ada, metric, 200)
    assert await points(ada) == 200
    await change(ada, f"/metrics/{metric['id']}/logs/{slip['id']}", value=13)
    assert await points(ada) == 0
    await change(ada, f"/metrics/{metric['id']}", target=13)
    assert await points(ada) == 200


async def test_analytics_say_when_too_little_is_known(ada: Person) -> None:
    metric = await new_metric(ada)
    empty = await ada.get(f"/metrics/{metric['id']}/analytics")
    assert (empty["n"], empty["forecast"], empty["movement"], empty["points"]) == (0, None, None, [])
    for back in range(4, 0, -1):
        await measure(ada, metric, back, back)
    found = await ada.get(f"/metrics/{metric['id']}/analytics")
    states = [found[name]["state"] for name in ("trend", "outliers", "change_points")]
    assert states == ["insufficient_data"] * 3
    assert found["trend"]["slope"] is None
    assert found["forecast"]["method"] == "last_value"
    assert (found["movement"]["change"], found["log_streak"]) == (-1, 4)


async def test_analytics_tell_what_there_is(ada: Person) -> None:
    metric = await new_metric(ada, baseline=0, target=60, unit="kg")
    values = {back: float(40 - back + (back % 3)) for back in range(40) if not 20 <= back < 25}
    values[10] = 90.0
    for back, value in sorted(values.items(), reverse=True):
        await measure(ada, metric, value, back)
    found = await ada.get(f"/metrics/{metric['id']}/analytics", days=60)
    assert (found["trend"]["state"], found["trend"]["direction"]) == ("ok", "rising")
    assert found["trend"]["slope"] == pytest.approx(1, abs=0.1)
    assert [(o["date"], o["severity"]) for o in found["outliers"]["items"]] == [(day(10), "strong")]
    assert found["gaps"] == [{"first": day(24), "last": day(20), "days": 5}]
    assert found["forecast"]["method"] == "damped_trend"
    assert len(found["forecast"]["steps"]) == 14
    assert found["progress"]["ratio"] == pytest.approx(40 / 60)
    assert found["progress"]["reached"] is False
    inside = [p for p in found["points"] if p["low"] <= p["value"] <= p["high"]]
    assert len(inside) >= 0.7 * len(found["points"])
    assert "rising by" in found["text"]
    assert "90 kg" in found["text"]
    assert {m["type"] for m in found["milestones"]} >= {"target_reached", "log_streak"}
    few = await ada.get(f"/metrics/{metric['id']}/analytics", days=7)
    assert few["n"] == 7


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"unit": "custom"}, "/unit_label"),
        ({"direction": "target"}, "/target"),
        ({"low": 5, "high": 4}, "/high"),
    ],
)
async def test_what_does_not_go_together_is_refused(ada: Person, fields: Any, pointer: str) -> None:
    answer = await ada.http.post("/api/v1/metrics", json={"name": "Pages", **fields})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer
    metric = await new_metric(ada)
    refused = await change(ada, f"/metrics/{metric['id']}", 422, **fields)
    assert refused["errors"][0]["pointer"] == pointer


async def test_the_audit_knows_no_values(ada: Person) -> None:
    metric = await new_metric(ada)
    log = await measure(ada, metric, 71.5)
    await change(ada, f"/metrics/{metric['id']}/logs/{log['id']}", value=71.25)
    events = await ada.get("/me/audit")
    assert "71.25" not in str(events)
