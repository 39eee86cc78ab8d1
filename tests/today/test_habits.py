"""Today and the habits that are due."""

from datetime import timedelta

from cairn.kit.clock import FixedClock
from cairn.kit.db.work import Database
from tests.fixtures.application import Person
from tests.tracking.steps import TODAY, done, new_habit, turn_day


async def test_today_has_the_habits_that_are_due(ada: Person, database: Database, clock: FixedClock) -> None:
    assert (await ada.get("/today"))["habits"] == []
    stretch = await new_habit(ada, position=1)
    await new_habit(ada, name="Church", schedule={"kind": "by_rule", "rule": "FREQ=WEEKLY;BYDAY=SU"})
    run = await new_habit(ada, name="Run", target_amount=5, unit="km")
    resting = await new_habit(ada, name="Swim")
    await ada.make("/habits/pauses", habit_id=resting["id"])
    await done(ada, stretch)
    await done(ada, run, amount=2)
    shown = (await ada.get("/today"))["habits"]
    assert [(h["name"], h["mark"], h["got"], h["need"]) for h in shown] == [
        ("Run", "pending", 2, 5),
        ("Stretch", "success", 1, 1),
    ]
    assert (shown[1]["streak"], shown[1]["streak_unit"]) == (1, "day")
    clock.advance(timedelta(days=1))
    await ada.renew()
    await turn_day(database, ada, TODAY)
    assert [h["mark"] for h in (await ada.get("/today"))["habits"]] == ["pending", "pending"]
