"""`cairn jobs` at the machine, beside a running server."""

import asyncio
from pathlib import Path

import asyncpg

from cairn.kit.db.embedded import EmbeddedPostgres
from tests.cli.conftest import Shell


def dead_job(shell: Shell) -> int:
    async def insert() -> int:
        url = EmbeddedPostgres(Path(shell.variables["CAIRN_DATA_DIR"])).url()
        connection = await asyncpg.connect(url)
        try:
            number: int = await connection.fetchval(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args)"
                " VALUES ('none', 'identity.turn_day', 'failed', '{\"user_id\": \"x-1\"}') RETURNING id"
            )
        finally:
            await connection.close()
        return number

    return asyncio.run(insert())


def test_dead_letters_can_be_listed_retried_and_discarded(shell: Shell) -> None:
    number = dead_job(shell)
    listed = shell("jobs", "list", "--state", "dead", "--json").json
    assert [job["ids"] for job in listed["items"] if job["id"] == number] == [{"user_id": "x-1"}]
    assert f"{number}" in shell("jobs", "list").out
    assert "waits for a worker" in shell("jobs", "retry", str(number)).out
    refused = shell("jobs", "retry", str(number), "--json")
    assert refused.code != 0
    assert refused.problem["type"] == "/problems/job-state"
    assert shell("jobs", "discard", str(number), "--json").json == {"id": number}
    gone = shell("jobs", "discard", str(number), "--json")
    assert (gone.code, gone.problem["status"]) == (6, 404)


def test_an_unknown_state_is_refused(shell: Shell) -> None:
    refused = shell("jobs", "list", "--state", "asleep")
    assert refused.code == 2
    assert "There is no state asleep" in refused.err
