"""The account and the profile of whoever asks, and the calendar that planning reads from them."""

from datetime import UTC, date, datetime
from typing import Any

import asyncpg
import httpx
import pytest

from cairn.identity.people import Rhythm, person, rhythm
from cairn.kit.db.work import Database
from cairn.kit.http.problems import NotFound
from cairn.kit.ids import UserId, new_id
from tests.fixtures.application import Person
from tests.identity.conftest import ME

PROFILE = "/api/v1/me/profile"


async def test_me_needs_a_credential(client: httpx.AsyncClient) -> None:
    for path in (ME, PROFILE, "/api/v1/auth/sessions"):
        answer = await client.get(path)
        assert (answer.status_code, answer.json()["type"]) == (401, "/problems/unauthenticated")


async def test_account_is_changed_and_never_shows_its_hash(ada: Person) -> None:
    before = await ada.http.get(ME)
    assert before.headers["etag"] == '"1"'
    answer = await ada.http.patch(ME, json={"timezone": "Asia/Kathmandu", "day_start_hour": 4})
    assert answer.status_code == 200, answer.text
    assert answer.headers["etag"] == '"2"'
    assert answer.json() == before.json() | {"timezone": "Asia/Kathmandu", "day_start_hour": 4, "version": 2}
    assert (await ada.http.get(ME)).json() == answer.json()
    assert not [name for name in answer.json() if "hash" in name or "password" in name]


@pytest.mark.parametrize("path", [ME, PROFILE])
async def test_versions_guard_against_lost_changes(ada: Person, path: str) -> None:
    change = {"week_start": 6} if path == ME else {"planned_minutes": 240}
    tag = (await ada.http.get(path)).headers["etag"]
    assert (await ada.http.get(path, headers={"If-None-Match": tag})).status_code == 304
    first = await ada.http.patch(path, json=change, headers={"If-Match": tag})
    second = await ada.http.patch(path, json=change, headers={"If-Match": tag})
    assert (first.status_code, second.status_code) == (200, 412)
    assert second.json()["version"] == 2


@pytest.mark.parametrize(
    ("path", "change", "pointer"),
    [
        (ME, {"timezone": "Nowhere"}, "/timezone"),
        (ME, {"timezone": None}, "/timezone"),
        (ME, {"day_start_hour": -1}, "/day_start_hour"),
        (ME, {"role": "admin"}, "/role"),
        (ME, {"email": "x@example.org"}, "/email"),
        (PROFILE, {"working_hours": {"7": [[9, 17]]}}, "/working_hours/7"),
        (PROFILE, {"working_hours": {"0": [[17, 9]]}}, "/working_hours/0"),
        (PROFILE, {"working_hours": {"0": [[9, 12], [11, 17]]}}, "/working_hours/0"),
        (PROFILE, {"working_hours": {"0": [[9, 25]]}}, "/working_hours/0/0/1"),
        (PROFILE, {"working_hours": {"0": [[9.1, 12]]}}, "/working_hours/0/0/0"),
        (PROFILE, {"peak_hours": ["9-12"]}, "/peak_hours/0"),
        (PROFILE, {"planned_minutes": 1441}, "/planned_minutes"),
        (PROFILE, {"ai_enabled": None}, "/ai_enabled"),
        (PROFILE, {"onboarding": {"text": "x" * 10_001}}, "/onboarding"),
        (PROFILE, {"display_name": "nul\0"}, "/display_name"),
        (PROFILE, {}, "/"),
    ],
)
async def test_changes_are_validated(ada: Person, path: str, change: dict[str, Any], pointer: str) -> None:
    answer = await ada.http.patch(path, json=change)
    assert answer.status_code == 422, answer.text
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_profile_is_kept_as_a_whole(ada: Person) -> None:
    blank = await ada.get("/me/profile")
    assert (blank["ai_enabled"], blank["planned_minutes"], blank["working_hours"]) == (False, None, {})
    full = {
        "display_name": "Ada",
        "working_hours": {"0": [[9, 12.5], [13, 17]], "4": []},
        "peak_hours": ["09-11", "22-01"],
        "planned_minutes": 300,
        "onboarding": {"step": 3, "seen": ["today", None]},
        "ai_enabled": True,
    }
    answer = await ada.http.patch(PROFILE, json=full)
    assert answer.status_code == 200, answer.text
    shown = await ada.get("/me/profile")
    assert {name: shown[name] for name in full} == full
    partly = await ada.http.patch(PROFILE, json={"display_name": None})
    assert partly.json()["display_name"] is None
    assert partly.json()["working_hours"] == full["working_hours"]


async def test_display_name_of_sign_up_is_in_the_profile(new_person: Any) -> None:
    somebody = await new_person(display_name="  Some Body ")
    assert (await somebody.get("/me/profile"))["display_name"] == "Some Body"


async def test_requests_cannot_raise_their_rights_below_the_application(
    database: Database, ada: Person
) -> None:
    for change in ("role = 'admin'", "is_owner = true", "status = 'active'", "email = 'x@y.z'"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with database.work(ada.id) as work:
                await work.db.raw(f"UPDATE user_account SET {change} WHERE id = $1", ada.id)  # noqa: S608
    async with database.work(ada.id) as work:
        assert await work.db.raw("UPDATE user_account SET week_start = 6 RETURNING id") is not None


async def test_person_lives_by_their_own_day(new_person: Any, database: Database) -> None:
    somebody = await new_person(timezone="America/New_York", day_start_hour=4, week_start=6)
    async with database.read(somebody.id) as work:
        found = await person(work)
    night = datetime(2026, 11, 24, 8, 59, tzinfo=UTC)  # 03:59 on Tuesday in New York
    assert found.local_day(night) == date(2026, 11, 23)
    assert found.today(database.clock) == date(2026, 11, 23)
    assert found.week_of(date(2026, 11, 23)) == date(2026, 11, 22)
    assert found.day_bounds(date(2026, 11, 23)) == (
        datetime(2026, 11, 23, 9, tzinfo=UTC),
        datetime(2026, 11, 24, 9, tzinfo=UTC),
    )


async def test_person_and_rhythm_of_nobody(database: Database) -> None:
    async with database.read(UserId(new_id())) as work:
        with pytest.raises(NotFound):
            await person(work)
        with pytest.raises(NotFound):
            await rhythm(work)


async def test_rhythm_of_a_person(database: Database, ada: Person) -> None:
    async with database.read(ada.id) as work:
        assert await rhythm(work) == Rhythm({}, [], None)
    await ada.http.patch(PROFILE, json={"working_hours": {"0": [[9, 12.5]]}, "planned_minutes": 90})
    async with database.read(ada.id) as work:
        assert await rhythm(work) == Rhythm({"0": [[9, 12.5]]}, [], 90)


def wall(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a wall time in November 2026, whose 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC).replace(tzinfo=None)


def test_hours_of_work_and_of_most_energy() -> None:
    told = Rhythm({"0": [[9, 12.5], [13, 24]]}, ["09-11", "22-02"], None)
    assert [told.works_at(wall(23, h, m)) for h, m in ((8, 59), (9, 0), (12, 29), (12, 30), (23, 59))] == [
        False,
        True,
        True,
        False,
        True,
    ]
    assert told.works_at(wall(24, 10)) is False
    assert Rhythm({}, [], None).works_at(wall(23, 10)) is None
    assert [told.peaks_at(wall(23, hour)) for hour in (8, 9, 10, 11, 21, 22, 0, 1, 2)] == [
        False, True, True, False, False, True, True, True, False,
    ]  # fmt: skip
