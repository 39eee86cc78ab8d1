"""An embedded server that dies is started again, by whoever looks after it."""

import time

import psutil
import pytest

from cairn.kit.db.embedded import DatabaseStartFailed, EmbeddedPostgres
from tests.kit.embedded import kill_ready, postmaster, spawn, sql


def await_another(server: EmbeddedPostgres, dead: psutil.Process) -> None:
    """Wait until a server runs that is not the dead one, without starting it."""
    deadline = time.monotonic() + 60
    while not server.is_ready():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert postmaster(server) != dead


def test_a_server_that_dies_is_started_again(server: EmbeddedPostgres) -> None:
    server.start()
    server.ensure_database()
    sql(server, "create table kept (n int)")
    for _ in range(2):
        dead = postmaster(server)
        dead.kill()
        dead.wait(10)
        await_another(server, dead)
    assert sql(server, "select from kept") == []
    server.stop()
    assert not server.is_ready()


def test_an_adopted_server_that_dies_is_started_again(server: EmbeddedPostgres) -> None:
    kill_ready(spawn(server.data_dir))
    server.start()
    dead = postmaster(server)
    dead.kill()
    await_another(server, dead)


def test_one_that_cannot_start_is_tried_again(server: EmbeddedPostgres) -> None:
    server.start()
    control = server._cluster / "global" / "pg_control"
    hidden = control.with_suffix(".hidden")
    control.rename(hidden)
    dead = postmaster(server)
    dead.kill()
    dead.wait(10)

    def revive() -> None:  # unless its keeper is quicker, which then waits for ten seconds
        while not server.revive():
            pass

    with pytest.raises(DatabaseStartFailed, match="pg_control"):
        revive()
    hidden.rename(control)
    await_another(server, dead)
