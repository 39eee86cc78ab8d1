"""`cairn serve` and `cairn worker` as processes: starts, second starts, ends and crashes."""

import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.cli.conftest import PASSWORD, Server, Shell, start

pytestmark = pytest.mark.slow


def ends_cleanly(server: Server, number: int, data_dir: Path) -> None:
    family = [psutil.Process(server.process.pid), *databases_of(data_dir)]
    assert len(family) > 1
    assert server.stop(number) == 0
    _, alive = psutil.wait_procs(family, timeout=5)
    assert not alive
    assert not databases_of(data_dir)


def databases_of(data_dir: Path) -> list[psutil.Process]:
    """Return the processes of PostgreSQL on a folder, whoever started them."""
    folder = str(data_dir / "postgres")
    every = psutil.process_iter(["name", "cwd"])
    return [p for p in every if p.info["name"] == "postgres" and p.info["cwd"] == folder]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data directory whose database the first start makes."""
    return tmp_path_factory.mktemp("serve") / "data"


@pytest.fixture
def own_server(data_dir: Path) -> Iterator[Server]:
    """Start a server that a test may end."""
    running = start("serve", "--port=0", CAIRN_DATA_DIR=str(data_dir))
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture
def own_shell(own_server: Server, data_dir: Path, tmp_path: Path) -> Shell:
    """Return a shell beside that server."""
    return Shell(
        {
            "CAIRN_SERVER": own_server.url,
            "CAIRN_DATA_DIR": str(data_dir),
            "CAIRN_CONFIG_DIR": str(tmp_path / "config"),
        }
    )


def test_the_first_start_says_what_it_does_and_where_to_go(server: Server) -> None:
    assert server.said[0] == "Making a database for the first start …"
    assert re.search(r"^Cairn is ready at http://127\.0\.0\.1:\d+ ", server.said[-1])
    assert httpx.get(f"{server.url}/health").json()["status"] == "ok"


def test_a_second_start_on_the_same_folder_says_so(server: Server, shell: Shell, home: Path) -> None:
    second = shell.process("serve", "--port=0")
    assert second.code == 1
    assert f"Cairn is already running on {home}" in second.err
    assert f"process {server.process.pid} " in second.err
    assert httpx.get(f"{server.url}/ready").status_code == 200


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        shell = Shell({"CAIRN_DATA_DIR": str(tmp_path / "other")})
        refused = shell.process("serve", f"--port={port}")
    assert refused.code == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in refused.err
    assert not (tmp_path / "other" / "postgres").exists()


def test_sigterm_ends_it_and_all_that_it_started(own_server: Server, data_dir: Path) -> None:
    ends_cleanly(own_server, signal.SIGTERM, data_dir)


def test_sigterm_during_the_first_start_leaves_nothing_behind(tmp_path: Path) -> None:
    early = start("serve", "--port=0", until=re.compile("Making a database"), CAIRN_DATA_DIR=str(tmp_path))
    assert early.stop() in {0, 143}
    assert not databases_of(tmp_path)


def test_after_kill_9_the_next_start_has_the_data_and_ctrl_c_ends_it(
    own_server: Server, own_shell: Shell, data_dir: Path
) -> None:
    email = f"{own_server.process.pid}@example.org"
    assert own_shell("user", "create", email, "--password-stdin", stdin=PASSWORD).code == 0
    assert own_server.stop(signal.SIGKILL) == -signal.SIGKILL
    began = time.monotonic()
    again = start("serve", "--port=0", CAIRN_DATA_DIR=str(data_dir))
    try:
        assert time.monotonic() - began < 20
        login = Shell({**own_shell.variables, "CAIRN_SERVER": again.url})(
            "login", "--email", email, "--password-stdin", "--json", stdin=PASSWORD
        )
        assert login.json["email"] == email
    except BaseException:
        again.stop()
        raise
    ends_cleanly(again, signal.SIGINT, data_dir)


def test_a_worker_beside_the_server_uses_its_database(server: Server, home: Path) -> None:
    ready = re.compile("The worker is ready")
    worker = start("worker", until=ready, CAIRN_DATA_DIR=str(home))
    assert worker.stop() == 0
    assert httpx.get(f"{server.url}/ready").status_code == 200


def test_a_wrong_setting_is_named() -> None:
    refused = Shell({"CAIRN_HTTP__PORT": "many", "CAIRN_AUTH__SIGNUP": "maybe"})("serve", "--json")
    assert refused.code == 2
    assert {e["pointer"] for e in refused.problem["errors"]} == {"CAIRN_HTTP__PORT", "CAIRN_AUTH__SIGNUP"}


def test_a_misspelt_setting_is_refused_by_name() -> None:
    refused = Shell({"CAIRN_HTTP_PORT": "8601", "CAIRN_TOKEN": "of a client", "CAIRN_DATADIR": "x"})(
        "serve", "--json"
    )
    told = {error["pointer"]: error["detail"] for error in refused.problem["errors"]}
    assert set(told) == {"CAIRN_HTTP_PORT", "CAIRN_DATADIR"}
    assert "CAIRN_HTTP__PORT" in told["CAIRN_HTTP_PORT"]
    assert "CAIRN_DATA_DIR" in told["CAIRN_DATADIR"]
