"""Today and the day entry: whether it is there, what yesterday wanted, the question of the evening."""

from tests.fixtures.application import Person


async def test_today_knows_whether_something_is_said_of_it(ada: Person) -> None:
    before = (await ada.get("/today"))["reflection"]
    assert (before["has_day_entry"], before["mood"], before["energy"], before["focus"]) == (
        False,
        None,
        None,
        None,
    )
    assert before["question"] == (await ada.get("/journal/prompt"))["question"]
    await ada.http.put("/api/v1/days/2026-11-22", json={"tomorrow_focus": "The pond.", "mood": 1})
    await ada.http.put("/api/v1/days/2026-11-23", json={"mood": 4})
    said = (await ada.get("/today"))["reflection"]
    assert (said["has_day_entry"], said["mood"], said["energy"], said["focus"]) == (
        True,
        4,
        None,
        "The pond.",
    )
    await ada.http.delete("/api/v1/days/2026-11-23")
    assert (await ada.get("/today"))["reflection"]["has_day_entry"] is False
