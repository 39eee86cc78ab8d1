"""PostgreSQL that starts and stops with Cairn, from programs inside a Python package.

Imports little, because it runs before the heavy imports of the web server and beside them.
"""

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from cairn.kit.db._pghost import (
    MAJOR_VERSION,
    DatabaseStartFailed,
    account_named,
    forget_reused_pid,
    make_private,
    server_account,
    server_programs,
    socket_folder,
)
from cairn.kit.db._pgkeeper import SETTINGS, keep, process_lives, trim_log
from cairn.kit.db._pgwire import ServerError, ServerState, ask, server_state

__all__ = ["OWNER", "DataDirectoryInUse", "DatabaseStartFailed", "EmbeddedPostgres", "default_data_dir"]

OWNER = "owner"
"""The role that owns everything in the cluster. As the bootstrap superuser it may create extensions."""

_START_SECONDS = 300.0  # recovery after a crash replays at most max_wal_size
_PREDECESSOR_SECONDS = 30.0  # for the server of an earlier Cairn to end
_STOP_SECONDS = 30.0
_STOP_SIGNALS = {"smart": signal.SIGTERM, "fast": signal.SIGINT, "immediate": signal.SIGQUIT}


class DataDirectoryInUse(RuntimeError):  # noqa: N818 - it says what happened, as the people who read it would
    """Another Cairn runs on this data directory; the text says which."""


def default_data_dir() -> Path:
    """`CAIRN_DATA_DIR`, else the platform's place for a person's data, else for root /var/lib/cairn."""
    if chosen := os.environ.get("CAIRN_DATA_DIR"):
        return Path(chosen).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/cairn")
    from platformdirs import user_data_path

    return user_data_path("cairn", appauthor=False)


class EmbeddedPostgres:
    """The server of one data directory. Methods may be called from any thread."""

    def __init__(self, data_dir: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.data_dir = data_dir.absolute().resolve()
        self._cluster = self.data_dir / "postgres"
        self._log = self.data_dir / "logs" / "postgres.log"
        self._settings = {**SETTINGS, **(settings or {})}
        self._mutex = threading.RLock()
        self._lock_fd: int | None = None
        self._process: subprocess.Popen[bytes] | None = None  # None too while the server is an adopted one
        self._log_start = 0  # where the messages of the latest start begin
        self._closing = threading.Event()

    def start(self) -> None:
        """Return when the server takes questions; do nothing when it does already.

        Raises `DataDirectoryInUse` or `DatabaseStartFailed`, both with a text for the person at the terminal.
        """
        with self._mutex:
            held_before = self._lock_fd is not None
            try:
                if not held_before:
                    self._closing.clear()
                    self._take_data_directory()
                self._prepare()
                self._bring_up()
            except OSError as error:
                self._abandon()
                raise DatabaseStartFailed(f"The database in {self.data_dir} cannot start: {error}") from error
            except BaseException:
                self._abandon()
                raise
            if not held_before:
                threading.Thread(
                    target=keep, args=(self, self._closing), name="postgres", daemon=True
                ).start()

    def start_in_background(self) -> Callable[[], None]:
        """Begin to start; the returned function waits for the end and raises what `start` raised."""
        failure: list[BaseException] = []

        def run() -> None:
            try:
                self.start()
            except BaseException as error:  # noqa: BLE001 - handed over to the waiter, whatever it is
                failure.append(error)

        thread = threading.Thread(target=run, name="postgres-start", daemon=True)
        thread.start()

        def wait() -> None:
            thread.join()
            if failure:
                raise failure[0]

        return wait

    def stop(self, *, fast: bool = True) -> None:
        """Stop the server and give the data directory free.

        `fast` ends open connections and rolls their transactions back; otherwise the server first waits for
        them to leave. After 30 s either way it is made to quit at once, and the next start recovers.
        """
        self._closing.set()  # also ends a start that is under way
        with self._mutex:
            if self._lock_fd is None:
                return
            try:
                if not self._ask_to_stop("fast" if fast else "smart", _STOP_SECONDS):
                    self._ask_to_stop("immediate", 10.0)
                with suppress(OSError):  # not empty only if the server still ends
                    self._socket.parent.rmdir()
            finally:
                self._release()

    def revive(self) -> bool:
        """Whether the server had died although nobody stopped it, and answers again now.

        Raises `DatabaseStartFailed` or `OSError` where it cannot be started; call again later.
        """
        with self._mutex:
            if self._closing.is_set() or self._lives():
                return False
            self._bring_up()
            return True

    def trim_log(self) -> None:
        """Keep the log bounded."""
        trim_log(self._log)

    def _lives(self) -> bool:
        """Whether there is a process of the server, without asking it: each question costs it a process."""
        if self._process is not None:
            return self._process.poll() is None
        return process_lives(self._cluster)

    def is_ready(self) -> bool:
        """Whether the server answers, no matter which process started it."""
        try:
            return server_state(self._socket, user=OWNER) is ServerState.READY
        except ServerError:
            return False

    def url(self, database: str = "cairn") -> str:
        """For asyncpg, psycopg and psql; valid for the account that runs Cairn."""
        from urllib.parse import quote

        host = quote(os.fspath(self._socket.parent), safe="/")
        return f"postgresql://{OWNER}@/{quote(database, safe='')}?host={host}"

    def ensure_database(self, name: str = "cairn") -> None:
        """Create the database in the running server unless it exists."""
        known = ask(self._socket, user=OWNER, database="postgres", sql="select datname from pg_database")
        if (name,) in known:
            return
        identifier = name.replace('"', '""')
        try:
            ask(self._socket, user=OWNER, database="postgres", sql=f'create database "{identifier}"')
        except ServerError as error:
            # Somebody else was first, long ago or in this moment: a start that was killed, say, whose server
            # lives on and has its question yet to answer.
            if error.code not in {"42P04", "23505"}:
                raise

    @property
    def _socket(self) -> Path:
        return socket_folder(self.data_dir) / ".s.PGSQL.5432"

    def _take_data_directory(self) -> None:
        if sys.platform == "win32":
            raise DatabaseStartFailed("The embedded database needs Linux or macOS. Set CAIRN_DATABASE_URL.")
        self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._log.parent.mkdir(exist_ok=True, mode=0o700)
        fd = os.open(self.data_dir / "cairn.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        # A process that was killed while it forked leaves the lock to its child until that one has exec'ed.
        for wait in (0.05, 0.1, 0.2, 0.4, 0.0):
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(wait)
        else:
            os.close(fd)
            raise DataDirectoryInUse(self._who_holds())
        self._lock_fd = fd
        since = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
        draft = self._holder.with_suffix(".new")
        draft.write_text(f"process {os.getpid()} since {since}\n")
        draft.replace(self._holder)

    @property
    def _holder(self) -> Path:
        """Who holds the lock, for messages only: the lock alone decides whether somebody does."""
        return self.data_dir / "cairn.lock.holder"

    def _who_holds(self) -> str:
        who = ""
        with suppress(OSError):
            who = f" ({self._holder.read_text().strip()})"
        return (
            f"Cairn is already running on {self.data_dir}{who}. "
            "Stop that one first, or give this one another folder with CAIRN_DATA_DIR."
        )

    def _prepare(self) -> None:
        self._account = server_account(self._cluster)
        self._programs = server_programs(self._account)
        if not self._cluster.exists():
            self._create_cluster()
        version = (self._cluster / "PG_VERSION").read_text().strip()
        if version != MAJOR_VERSION:
            raise DatabaseStartFailed(
                f"{self._cluster} was made by PostgreSQL {version}, and this Cairn brings {MAJOR_VERSION}. "
                "Start the version of Cairn that made it, export, and import here."
            )
        self._write_access_rules()
        make_private(self._socket.parent, self._account)

    def _create_cluster(self) -> None:
        """Build the cluster beside its place, so that a start killed on the way leaves nothing half made."""
        import shutil
        import tempfile

        for leftover in self.data_dir.glob("postgres.new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        draft = Path(tempfile.mkdtemp(prefix="postgres.new-", dir=self.data_dir))
        self._hand_over(draft)
        command = [
            "initdb", "--username", OWNER, "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8", "--data-checksums", "--auth=peer", "--no-instructions",
        ]  # fmt: skip
        if self._settings.get("fsync") == "off":
            command.append("--no-sync")
        code, output = self._run(command, draft, timeout=_START_SECONDS)
        if code != 0:
            raise DatabaseStartFailed(f"The database in {self.data_dir} could not be created:\n{output}")
        draft.rename(self._cluster)

    def _write_access_rules(self) -> None:
        """Let in, under any role, whoever the kernel says is this account, and nobody else."""
        names = {self._account.name, account_named(os.geteuid()).name}
        quoted = ('"' + name.replace('"', '""') + '"' for name in sorted(names))
        rules = {
            "pg_hba.conf": "local all all peer map=cairn\n",
            "pg_ident.conf": "".join(f"cairn {name} all\n" for name in quoted),
        }
        for file_name, text in rules.items():
            path = self._cluster / file_name
            if path.read_text() != text:
                draft = path.with_suffix(".new")
                draft.write_text(text)
                self._hand_over(draft)
                draft.replace(path)

    def _hand_over(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, self._account.uid, self._account.gid)

    def _bring_up(self) -> None:
        """Wait for an answer; whenever nobody answers and no server of ours runs, start one.

        The server of an earlier Cairn that was killed may live on. One that answers is adopted; one that is
        about to end keeps a new one from starting until it is gone, and the postmaster is the judge of that.
        """
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                state = server_state(self._socket, user=OWNER)
            except ServerError as error:
                raise DatabaseStartFailed(
                    f"The database in {self.data_dir} refuses {OWNER}: {error}"
                ) from error
            if state is ServerState.READY:
                return
            if self._process is not None and self._process.poll() is not None:
                self._process = None
                self._judge_early_end()
                deadline = min(deadline, time.monotonic() + _PREDECESSOR_SECONDS)
                time.sleep(0.2)
            elif state is ServerState.ABSENT and self._process is None:
                trim_log(self._log)
                with self._log.open("ab") as log:
                    self._log_start = log.tell()
                    self._process = self._launch(["postgres", *self._options()], self._cluster, log)
            if time.monotonic() > deadline or self._closing.is_set():
                raise DatabaseStartFailed(
                    f"The database in {self.data_dir} does not answer. See {self._log}."
                )
            time.sleep(0.005)

    def _options(self) -> list[str]:
        settings = {**self._settings, "unix_socket_directories": os.fspath(self._socket.parent)}
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _judge_early_end(self) -> None:
        with self._log.open("rb") as log:
            log.seek(self._log_start)
            text = log.read().decode(errors="replace").strip()
        # A predecessor that has not ended yet; or this one had been up, and was killed since.
        if not any(
            sign in text for sign in ("already exists", "still in use", "ready to accept connections")
        ):
            raise DatabaseStartFailed(
                f"The database in {self.data_dir} did not start. Its log, {self._log}:\n{text}"
            )
        forget_reused_pid(self._cluster / "postmaster.pid", self._cluster)
        forget_reused_pid(self._socket.with_name(f"{self._socket.name}.lock"), self._cluster)

    def _ask_to_stop(self, mode: str, seconds: float) -> bool:
        """Whether the server has ended within that time."""
        if self._process is not None:
            self._process.send_signal(_STOP_SIGNALS[mode])
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                return False
            return True
        command = ["pg_ctl", "stop", "-m", mode, "-w", "-t", f"{seconds:.0f}"]  # adopted: not our child
        return self._run(command, self._cluster, timeout=seconds + 5)[0] == 0

    def _run(self, command: list[str], folder: Path, *, timeout: float) -> tuple[int, str]:
        """Exit code and output of one of PostgreSQL's programs, run upon the data folder `folder`."""
        with self._launch(command, folder, subprocess.PIPE) as process:
            try:
                output, _ = process.communicate(timeout=timeout)
            except BaseException:
                process.kill()
                raise
        return process.returncode, output.decode(errors="replace")

    def _launch(self, command: list[str], folder: Path, output: int | IO[bytes]) -> subprocess.Popen[bytes]:
        """Run one of PostgreSQL's programs upon the data folder `folder`, as the account of the server.

        For root that account may be unable to walk to the folder (below /root, say). The child enters it
        before it gives up root, and from then on reaches it as the folder where it is. The session of its own
        keeps a Ctrl-C in the terminal from the server until Cairn has closed its connections.
        """
        by_root = os.geteuid() == 0
        there = "/proc/self/cwd" if by_root and Path("/proc/self/cwd").exists() else os.fspath(folder)
        return subprocess.Popen(  # noqa: S603 - our program, options from above
            [os.fspath(self._programs / command[0]), "-D", there, *command[1:]],
            cwd=folder,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=self._account.uid if by_root else None,
            group=self._account.gid if by_root else None,
            extra_groups=[] if by_root else None,
            umask=0o077,
            start_new_session=True,
        )

    def _abandon(self) -> None:
        """End what a failed or interrupted start has begun."""
        if self._process is not None and self._process.poll() is None:
            self._ask_to_stop("immediate", 10.0)
        self._release()

    def _release(self) -> None:
        self._closing.set()
        self._process = None
        if self._lock_fd is not None:
            os.close(self._lock_fd)
            self._lock_fd = None
