"""An import that fails while it tells how far it is."""

import json
from collections.abc import Callable
from pathlib import Path

import asyncpg
from asgi_lifespan import LifespanManager

from cairn.app import create_app
from cairn.kit.clock import FixedClock
from tests.fixtures.application import MONDAY_MORNING, make_settings, sign_up

REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'at the end'; END $$;
CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON import_item DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION refuse();
"""


async def test_the_last_line_tells_of_a_fault(new_database: Callable[[], str], tmp_path: Path) -> None:
    url = new_database()
    app = create_app(make_settings(tmp_path), url, clock=FixedClock(MONDAY_MORNING))
    async with LifespanManager(app):
        ada = await sign_up(app)
        files = {"file": ("a.csv", b"title\nSweep the yard\n")}
        made = (await ada.http.post("/api/v1/imports", files=files)).json()
        connection = await asyncpg.connect(url)
        await connection.execute(REFUSE)
        await connection.close()
        answer = await ada.http.post(
            f"/api/v1/imports/{made['id']}/commit", headers={"Accept": "application/x-ndjson"}
        )
        lines = [json.loads(line) for line in answer.text.splitlines()]
        assert lines[:-1] == [{"done": 0, "total": 1}, {"done": 1, "total": 1}]
        assert lines[-1]["problem"]["status"] == 500
        assert "at the end" not in answer.text
        assert (await ada.get("/tasks"))["total"] == 0
        await ada.http.aclose()
