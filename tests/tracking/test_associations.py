"""What goes with what: found where it is, silent where it is not, and never more than it says."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from cairn.kit.db.work import Database
from cairn.kit.jobs import run_job
from cairn.tracking.rules.association import (
    Comparison,
    Days,
    examine_all,
    examine_pair,
    findings,
    in_words,
    paired,
)
from tests.fixtures.application import Person
from tests.tracking.steps import TODAY, day, new_habit

FIRST = date(2026, 1, 1)


def days_of(values: Sequence[float]) -> dict[date, float]:
    return {FIRST + timedelta(days=i): float(v) for i, v in enumerate(values)}


def noise(random: np.random.Generator, count: int, n: int, alike: float) -> list[Days]:
    """Series that have nothing to do with each other; `alike` is how much a day takes from the one before."""
    found: list[Days] = []
    for _ in range(count):
        x = random.normal(size=n)
        for i in range(1, n):
            x[i] += alike * x[i - 1]
        found.append(days_of(list(x)))
    return found


@pytest.mark.parametrize(("count", "n", "alike"), [(6, 30, 0.0), (6, 60, 0.7)])
def test_noise_goes_with_nothing(count: int, n: int, alike: float) -> None:
    """Of a hundred people whose numbers mean nothing, at most ten are told anything."""
    random = np.random.default_rng(5)
    told = sum(bool(findings(examine_all(noise(random, count, n, alike)))) for _ in range(100))
    assert told <= 10


def test_what_follows_a_day_later_is_found_with_its_lag() -> None:
    random = np.random.default_rng(7)
    series = noise(random, 6, 60, 0.3)
    moved = {
        d: 0.8 * series[0].get(d - timedelta(days=1), 0.0) + 0.5 * value for d, value in series[1].items()
    }
    found = findings(examine_all([series[0], moved, *series[2:]]))
    # A tenth of what is reported may be chance; what is there comes first.
    best = found[0]
    assert (best.tested.cause, best.tested.effect, best.tested.lag) == (0, 1, 1)
    assert len(found) <= 2
    assert best.tested.rho > 0.6
    assert best.q <= 0.1
    assert best.tested.n == 59


def test_rank_correlation_is_spearman_s() -> None:
    x = np.arange(20.0)
    result = examine_pair(x, x**3)
    assert result is not None
    assert result[0] == pytest.approx(1)
    # By hand: the ranks of ties are shared.
    tied = examine_pair(np.asarray([1.0, 1, 2, 2, 3, 3] * 3), np.asarray([1.0, 2, 3, 4, 5, 6] * 3))
    assert tied is not None
    assert tied[0] == pytest.approx(0.9562, abs=1e-3)
    assert examine_pair(x[:13], x[:13]) is None
    assert examine_pair(np.ones(20), x) is None


def test_only_days_with_both_are_compared() -> None:
    a, b = days_of([1, 2, 3]), {FIRST + timedelta(days=1): 5.0, FIRST + timedelta(days=3): 6.0}
    assert paired(a, b, 0) == [(FIRST + timedelta(days=1), 2, 5)]
    assert paired(a, b, 1) == [(FIRST, 1, 5), (FIRST + timedelta(days=2), 3, 6)]


def test_false_discoveries_are_bounded_over_all_that_was_tested() -> None:
    clear = Comparison(0, 1, 0, 60, 0.7, 0.001)
    weak = Comparison(0, 2, 0, 60, 0.2, 0.0001)
    others = [Comparison(3, 4, 0, 60, 0.5, 0.5)] * 8
    assert [f.tested for f in findings([clear, weak, *others])] == [clear]
    assert findings([clear, *others])[0].q == pytest.approx(0.009)
    assert findings([Comparison(0, 1, 0, 60, 0.7, 0.02), *[others[0]] * 99]) == []


def test_words_never_say_why() -> None:
    for lag in (0, 1, 2):
        for rho in (-0.5, 0.5):
            text = in_words("sleep", "mood", lag, 40, rho).lower()
            assert "tends to be" in text
            assert not any(
                word in text for word in ("cause", "because", "effect", "makes", "leads", "due to")
            )


async def test_a_person_sees_what_goes_together_with_its_data(ada: Person, database: Database) -> None:
    assert (await ada.get("/associations"))["state"] == "not_computed"
    random = np.random.default_rng(11)
    habit = await new_habit(ada, name="Run", start_date=day(39))
    metric = await ada.make("/metrics", name="Rest")
    amounts = random.integers(1, 10, size=40)
    for back in range(39, -1, -1):
        await ada.make(f"/habits/{habit['id']}/logs", local_date=day(back), amount=int(amounts[back]))
        value = 2 * float(amounts[back]) + float(random.normal())
        await ada.make(f"/metrics/{metric['id']}/logs", local_date=day(back), value=value)
        mood = {"mood": int(random.integers(1, 6))}
        answer = await ada.http.patch(f"/api/v1/days/{day(back)}", json=mood)
        assert answer.status_code in {200, 201}
    queued = await ada.http.post("/api/v1/associations/recompute")
    assert (queued.status_code, queued.json()) == (202, {"queued": True})
    await run_job(database, "tracking.associate", {"user_id": str(ada.id)})

    found = await ada.get("/associations")
    assert (found["state"], found["series_count"], found["last"]) == ("ok", 3, TODAY.isoformat())
    (item,) = found["items"]
    assert {item["earlier"]["name"], item["later"]["name"]} == {"Run", "Rest"}
    assert (item["lag"], item["n"]) == (0, 40)
    assert item["rho"] > 0.8
    pair = await ada.get(
        "/associations/pair",
        earlier_kind="habit",
        earlier_id=habit["id"],
        later_kind="metric",
        later_id=metric["id"],
    )
    assert len(pair["points"]) == pair["n"] == 40
    assert pair["rho"] == pytest.approx(item["rho"], abs=1e-3)
    mood = await ada.get(
        "/associations/pair", earlier_kind="mood", later_kind="habit", later_id=habit["id"], lag=2
    )
    assert mood["n"] == 38
    # A name changed since, or a habit that is gone, is shown as it is now.
    assert (await ada.http.delete(f"/api/v1/habits/{habit['id']}")).status_code == 204
    assert (await ada.get("/associations"))["items"] == []
    missing = await ada.http.get("/api/v1/associations/pair?earlier_kind=mood&later_kind=time")
    assert missing.status_code == 404
