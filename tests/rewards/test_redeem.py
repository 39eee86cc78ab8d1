"""Rewards: had once for what they cost, not too often, and given back exactly (P-19, P-20, rule 8.3)."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from cairn.rewards.service import Occasion, clawback, earn
from tests.fixtures.application import MONDAY_MORNING, Person

API = "/api/v1"


async def pay(person: Person, database: Database, points: int, *, days_ago: int = 0) -> Occasion:
    """Let the person earn points on some day."""
    task = await person.make("/tasks", title="Worth it")
    what = Occasion(UUID(task["id"]), "tested", 1)
    day = MONDAY_MORNING.date() - timedelta(days=days_ago)
    async with database.work(person.id) as work:
        await earn(work, what, points, local_date=day, timezone="Europe/Berlin")
    return what


async def redeem(person: Person, reward: dict[str, Any], status: int = 201) -> dict[str, Any]:
    """Ask for a reward."""
    answer = await person.http.post(f"{API}/rewards/{reward['id']}/redeem", json={})
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def balance(person: Person) -> int:
    """Return the points that there are."""
    points: int = (await person.get("/wallet"))["points"]["balance"]
    return points


async def test_reward_is_paid_and_given_back_by_movements(ada: Person, database: Database) -> None:
    await pay(ada, database, 100)
    cake = await ada.make("/rewards", name="A cake", cost=80)
    had = await redeem(ada, cake)
    assert (had["name"], had["cost"], had["local_date"], had["refunded_at"]) == (
        "A cake",
        80,
        "2026-11-23",
        None,
    )
    assert (await ada.get("/wallet"))["points"] == {"balance": 20, "earned": 100, "spent": 80}
    shown = await ada.get(f"/rewards/{cake['id']}")
    assert (shown["redeemed_count"], shown["last_redeemed_at"]) == (1, had["redeemed_at"])
    for _ in range(2):
        back = await ada.http.post(f"{API}/redemptions/{had['id']}/refund")
        assert back.json()["refunded_at"] is not None
    assert (await ada.get("/wallet"))["points"] == {"balance": 100, "earned": 100, "spent": 0}
    moved = (await ada.get("/wallet/transactions"))["items"]
    assert [(one["type"], one["entity_kind"], one["entity_title"], one["is_reversed"]) for one in moved] == [
        ("refund", "reward", "A cake", False),
        ("spend", "reward", "A cake", True),
        ("earn", "task", "Worth it", False),
    ]
    refund, spend, _ = (await ada.get("/wallet/transactions"))["items"]
    assert (spend["id"], spend["type"], spend["amount"]) == (had["ledger_entry_id"], "spend", -80)
    assert (refund["type"], refund["amount"], refund["reverses_id"]) == ("refund", 80, spend["id"])
    assert (await ada.get(f"/rewards/{cake['id']}"))["redeemed_count"] == 0


async def test_of_two_redemptions_at_once_one_passes(ada: Person, database: Database) -> None:
    """Golden test 20."""
    for _ in range(3):
        await pay(ada, database, 100)
        cake = await ada.make("/rewards", name="A cake", cost=80)
        answers = await asyncio.gather(
            *(ada.http.post(f"{API}/rewards/{cake['id']}/redeem", json={}) for _ in range(4))
        )
        passed = [a for a in answers if a.status_code == 201]
        refused = [a for a in answers if a.status_code == 409]
        left = await balance(ada)
        assert len(passed) + len(refused) == 4
        assert left >= 0
        assert {a.json()["type"] for a in refused} <= {"/problems/not-enough-points"}
        if left < 80:
            assert refused


async def test_two_different_rewards_at_once_share_one_balance(ada: Person, database: Database) -> None:
    await pay(ada, database, 100)
    rewards = [await ada.make("/rewards", name=name, cost=60) for name in ("One", "Two")]
    answers = await asyncio.gather(
        *(ada.http.post(f"{API}/rewards/{reward['id']}/redeem", json={}) for reward in rewards)
    )
    assert sorted(a.status_code for a in answers) == [201, 409]
    assert await balance(ada) == 40


async def test_too_expensive(ada: Person, database: Database) -> None:
    await pay(ada, database, 30)
    refused = await redeem(ada, await ada.make("/rewards", name="A boat", cost=80), 409)
    assert (refused["type"], refused["missing_points"]) == ("/problems/not-enough-points", 50)
    assert await balance(ada) == 30


async def test_balance_below_zero_buys_nothing(ada: Person, database: Database) -> None:
    what = await pay(ada, database, 80)
    await redeem(ada, await ada.make("/rewards", name="A cake", cost=80))
    async with database.work(ada.id) as work:
        day = MONDAY_MORNING.date()
        await clawback(work, what, reason="undone", local_date=day, timezone="Europe/Berlin")
    assert await balance(ada) == -80
    refused = await redeem(ada, await ada.make("/rewards", name="A stamp", cost=1), 409)
    assert refused["missing_points"] == 81


async def test_cooldown_ends_to_the_instant(ada: Person, database: Database, clock: FixedClock) -> None:
    await pay(ada, database, 100)
    bath = await ada.make("/rewards", name="A bath", cost=10, cooldown_hours=20)
    await redeem(ada, bath)
    clock.advance(timedelta(hours=20) - timedelta(seconds=1))
    await ada.renew()
    refused = await redeem(ada, bath, 409)
    assert (refused["type"], refused["available_at"][:19]) == (
        "/problems/reward-cooling-down",
        "2026-11-24T05:00:00",
    )
    clock.advance(timedelta(seconds=1))
    await redeem(ada, bath)


async def test_daily_limit_is_that_of_the_persons_day(
    new_person: Callable[..., Awaitable[Person]], database: Database, clock: FixedClock
) -> None:
    person = await new_person(timezone="Pacific/Auckland", day_start_hour=4)  # it is Monday 22:00 there
    await pay(person, database, 100)
    tea = await person.make("/rewards", name="Tea", cost=10, max_per_day=2)
    for _ in range(2):
        await redeem(person, tea)
    refused = await redeem(person, tea, 409)
    assert (refused["type"], refused["available_at"][:19]) == (
        "/problems/reward-limit-reached",
        "2026-11-23T15:00:00",
    )
    clock.advance(timedelta(hours=5, minutes=59))  # Tuesday 03:59, still Monday for this person
    await person.renew()
    await redeem(person, tea, 409)
    clock.advance(timedelta(minutes=1))
    await person.renew()
    await redeem(person, tea)


async def test_refunded_redemption_counts_for_no_limit(ada: Person, database: Database) -> None:
    await pay(ada, database, 100)
    tea = await ada.make("/rewards", name="Tea", cost=10, max_per_day=1, cooldown_hours=1)
    had = await redeem(ada, tea)
    await redeem(ada, tea, 409)
    await ada.http.post(f"{API}/redemptions/{had['id']}/refund")
    await redeem(ada, tea)


@pytest.mark.parametrize(("action", "reason"), [("lock", "locked"), ("archive", "archived")])
async def test_closed_reward(ada: Person, database: Database, action: str, reason: str) -> None:
    await pay(ada, database, 100)
    tea = await ada.make("/rewards", name="Tea", cost=10)
    if action == "lock":
        await ada.http.patch(f"{API}/rewards/{tea['id']}", json={"status": "locked"})
    else:
        await ada.http.post(f"{API}/rewards/{tea['id']}/archive")
    refused = await redeem(ada, tea, 409)
    assert (refused["type"], refused["reason"]) == ("/problems/reward-closed", reason)


async def test_what_was_had_keeps_name_and_price(ada: Person, database: Database) -> None:
    await pay(ada, database, 100)
    tea = await ada.make("/rewards", name="Tea", cost=10)
    had = await redeem(ada, tea)
    await ada.http.patch(f"{API}/rewards/{tea['id']}", json={"name": "Coffee", "cost": 20})
    await ada.http.delete(f"{API}/rewards/{tea['id']}")
    (listed,) = (await ada.get("/redemptions"))["items"]
    assert (listed["id"], listed["name"], listed["cost"]) == (had["id"], "Tea", 10)


async def test_shelf_says_what_can_be_had(ada: Person, database: Database) -> None:
    for days_ago in range(1, 11):
        await pay(ada, database, 40, days_ago=days_ago)
    tea = await ada.make("/rewards", name="Tea", cost=10, max_per_day=2)
    boat = await ada.make("/rewards", name="The boat", cost=1000, position=1)
    await ada.make("/rewards", name="Locked", cost=1, status="locked", position=2)
    await redeem(ada, tea)
    shelf = await ada.get("/rewards/shelf")
    assert (shelf["balance"], shelf["day_ends_at"][:19]) == (390, "2026-11-23T23:00:00")
    first, second, third = shelf["rewards"]
    assert (first["reward_id"], first["can_redeem"], first["left_today"]) == (tea["id"], True, 1)
    assert first["days_to_earn"] == 0.2
    assert (second["reward_id"], second["reason"], second["missing_points"]) == (
        boat["id"],
        "too_expensive",
        610,
    )
    assert (second["days_to_earn"], third["reason"]) == (25.0, "locked")


async def test_price_guide_is_the_median_day(ada: Person, database: Database) -> None:
    for days_ago, points in ((1, 500), (2, 40), (4, 60), (5, 40), (6, 40)):
        await pay(ada, database, points, days_ago=days_ago)
    guide = await ada.get("/rewards/price-guide")
    assert (guide["status"], guide["sample_days"], guide["quick_treat"]) == ("insufficient_data", 0, None)
    await pay(ada, database, 40, days_ago=8)
    await pay(ada, database, 9999)  # today is not over yet
    assert await ada.get("/rewards/price-guide") == {
        "status": "ok",
        "median_daily_income": 40.0,
        "quick_treat": 20,
        "daily_delight": 80,
        "big_unlock": 400,
        "sample_days": 8,
        "economy_version": "econ-1",
    }


async def test_month_of_alignment(ada: Person) -> None:
    seen = await ada.get("/wallet/alignment")
    assert (seen["month"], seen["earned"], seen["monthly_goal"]) == ("2026-11-01", 0, 1000)
    area = await ada.make("/areas", name="Garden", importance=5)
    project = await ada.make("/projects", name="Pond", area_id=area["id"], priority=1)
    await ada.http.post(f"{API}/projects/{project['id']}/complete")
    changed = await ada.http.patch(f"{API}/wallet/alignment", json={"monthly_goal": 500})
    assert changed.status_code == 200
    seen = await ada.get("/wallet/alignment")
    assert (seen["earned"], seen["earned_this_week"], seen["goal_ratio"]) == (125, 125, 0.25)
    assert (await ada.get("/wallet"))["points"]["balance"] == 0, "alignment buys nothing"


async def test_income_is_by_day(ada: Person, database: Database) -> None:
    await pay(ada, database, 40, days_ago=2)
    await pay(ada, database, 100)
    await redeem(ada, await ada.make("/rewards", name="Tea", cost=10))
    income = await ada.get("/wallet/income", **{"from": "2026-11-20", "to": "2026-11-23"})
    assert income["days"] == [
        {"day": "2026-11-21", "points_earned": 40, "points_spent": 0, "alignment_earned": 0},
        {"day": "2026-11-23", "points_earned": 100, "points_spent": 10, "alignment_earned": 0},
    ]


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_happens_the_balance_is_the_sum_of_the_movements(
    ada: Person, database: Database, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    tea = await ada.make("/rewards", name="Tea", cost=30)
    had: list[str] = []
    expected = 0
    for _ in range(12):
        step = chance.choice(("earn", "redeem", "refund"))
        if step == "earn":
            points = chance.randint(1, 60)
            await pay(ada, database, points)
            expected += points
        elif step == "redeem":
            made = await redeem(ada, tea, 201 if expected >= 30 else 409)
            if expected >= 30:
                had.append(made["id"])
                expected -= 30
        elif had:
            await ada.http.post(f"{API}/redemptions/{had.pop()}/refund")
            expected += 30
        assert await balance(ada) == expected
    moved = (await ada.get("/wallet/transactions", limit=300))["items"]
    assert sum(entry["amount"] for entry in moved) == expected
