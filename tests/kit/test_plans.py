"""How the database finds a person's rows: by an index, however many others there are."""

import json
from typing import Any

from cairn.kit.db.work import Database, Scope
from tests.fixtures.application import Person

OTHERS = 3_000
"""Rows of somebody else that it would be quickest to read all of, if half of them were the person's."""


def scans(node: dict[str, Any]) -> list[str]:
    """Return how each table of a plan is read."""
    own = [node["Node Type"]] if "Relation Name" in node else []
    return own + [found for below in node.get("Plans", ()) for found in scans(below)]


async def test_a_plan_made_for_the_average_does_not_read_everybody_s_rows(
    database: Database, ada: Person, ben: Person
) -> None:
    made = await ada.http.post(
        "/api/v1/imports",
        files={"file": ("many.csv", "title\n" + "Water\n" * OTHERS)},
    )
    assert (await ada.http.post(f"/api/v1/imports/{made.json()['id']}/commit")).status_code == 200
    async with database.work(scope=Scope.SYSTEM) as work:
        assert await work.db.raw("SHOW enable_seqscan") == "on"
        assert await work.db.raw("SELECT count(*) FROM task WHERE user_id = $1", ada.id) >= OTHERS
    async with database.work(ben.id) as work:
        await work.db.raw(
            "CREATE FUNCTION pg_temp.plan() RETURNS json LANGUAGE plpgsql AS $$ DECLARE made json; BEGIN"
            " EXECUTE 'EXPLAIN (FORMAT json, GENERIC_PLAN) SELECT title FROM task WHERE user_id = $1'"
            " INTO made; RETURN made; END $$"
        )
        plan = json.loads(await work.db.raw("SELECT pg_temp.plan()"))
    assert scans(plan[0]["Plan"])
    assert not [how for how in scans(plan[0]["Plan"]) if how == "Seq Scan"]
