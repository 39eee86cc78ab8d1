"""A commit that fails is an answer that fails: nobody is told of a row that is not there."""

from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest
from asgi_lifespan import LifespanManager

from cairn.app import create_app
from cairn.kit.clock import FixedClock
from tests.fixtures.application import MONDAY_MORNING, make_settings, sign_up

REFUSE_AT_COMMIT = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'at the end'; END $$;
CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON pillar DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION refuse();
"""


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "once-more"}], ids=["plain", "with a key"])
async def test_failed_commit_is_no_success(
    new_database: Callable[[], str], tmp_path: Path, headers: dict[str, str]
) -> None:
    url = new_database()
    app = create_app(make_settings(tmp_path), url, clock=FixedClock(MONDAY_MORNING))
    async with LifespanManager(app):
        ada = await sign_up(app)
        connection = await asyncpg.connect(url)
        await connection.execute(REFUSE_AT_COMMIT)
        refused = await ada.http.post("/api/v1/pillars", json={"name": "Health"}, headers=headers)
        assert refused.status_code == 500
        assert "at the end" not in refused.text
        assert (await ada.get("/pillars"))["items"] == []
        await connection.execute("DROP TRIGGER refuse ON pillar")
        await connection.close()
        taken = await ada.http.post("/api/v1/pillars", json={"name": "Health"}, headers=headers)
        assert taken.status_code == 201
        assert [p["id"] for p in (await ada.get("/pillars"))["items"]] == [taken.json()["id"]]
