"""A real server in a process of its own, and the command line as people and scripts call it."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cairn.cli.root import app
from cairn.settings import load_settings

CAIRN = Path(sys.executable).with_name("cairn")
PASSWORD = "a long and quiet sentence"
START_SECONDS = 60
_READY = re.compile(r"ready at (http://\S+)")


def environment(**changes: str) -> dict[str, str]:
    """Return this process's environment without what would reach Cairn, and with the changes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")}
    return {**kept, "CAIRN_LOG__LEVEL": "error", "NO_COLOR": "1", "COLUMNS": "80", **changes}


@dataclass
class Server:
    """A process of `cairn serve`, or of `cairn worker`."""

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    url: str = ""

    def stop(self, number: int = signal.SIGTERM, seconds: float = 30) -> int:
        """Send a signal, wait for the end, and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(seconds)

    def listen(self, until: re.Pattern[str]) -> str:
        """Read what it says up to a line; keep reading in the background."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said.append(line.rstrip())
            if found := until.search(line):
                threading.Thread(target=self._drain, daemon=True).start()
                return found[found.lastindex or 0]
        self.process.stderr.close()
        raise AssertionError(f"it ended with {self.process.wait(10)}: {self.said}")

    def _drain(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as stream:
            self.said.extend(line.rstrip() for line in stream)


def start(*arguments: str, until: re.Pattern[str] = _READY, **variables: str) -> Server:
    """Start `cairn serve …` or `cairn worker`, and wait until it is ready."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [CAIRN, *arguments],
        env=environment(**variables),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    server = Server(process)
    server.url = server.listen(until)
    return server


@dataclass(frozen=True)
class Outcome:
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return the answer of a command with --json."""
        return json.loads(self.out)

    @property
    def problem(self) -> Any:
        """Return the problem document of a command with --json."""
        return json.loads(self.err)


@dataclass(frozen=True)
class Shell:
    """A person's shell: its environment, and whatever is typed into it."""

    variables: dict[str, str]

    def __call__(self, *arguments: str, stdin: str = "") -> Outcome:
        """Run `cairn` in this process, which is quicker and loses nothing but its start."""
        load_settings.cache_clear()
        env: dict[str, str | None] = {n: None for n in os.environ if n.startswith("CAIRN_")}
        result = CliRunner().invoke(app, arguments, input=stdin, env={**env, **environment(**self.variables)})
        load_settings.cache_clear()
        return Outcome(result.exit_code, result.stdout, result.stderr)

    def process(self, *arguments: str, stdin: str = "") -> Outcome:
        """Run `cairn` as a process of its own."""
        done = self.start(*arguments, stdin=True)
        out, err = done.communicate(stdin, timeout=60)
        return Outcome(done.returncode, out, err)

    def start(self, *arguments: str, stdin: bool = False) -> subprocess.Popen[str]:
        """Begin to run `cairn` as a process of its own."""
        return subprocess.Popen(  # noqa: S603 - our own program
            [CAIRN, *arguments],
            env=environment(**self.variables),
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @property
    def credentials(self) -> Path:
        """Where the tokens are kept."""
        return Path(self.variables["CAIRN_CONFIG_DIR"]) / "credentials.json"

    def age_token(self) -> dict[str, Any]:
        """Let the access token seem to have ended; return what is stored."""
        content: dict[str, Any] = json.loads(self.credentials.read_text())
        for login in content["logins"].values():
            login["ends_at"] = 0
        self.credentials.write_text(json.dumps(content))
        return content


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data directory of the server, in a path with a space and a letter beyond ASCII."""
    return tmp_path_factory.mktemp("cli") / "dätä folder"


@pytest.fixture(scope="session")
def server(home: Path) -> Iterator[Server]:
    """Start a server for the first time, for all tests that only talk to one."""
    running = start(
        "serve",
        "--port=0",
        CAIRN_DATA_DIR=str(home),
        CAIRN_AUTH__SIGNUP="open",
        CAIRN_LIMITS__ENABLED="false",
    )
    yield running
    running.stop()


@pytest.fixture
def shell(server: Server, home: Path, tmp_path: Path) -> Shell:
    """Return the shell of somebody who has not signed in."""
    return Shell(
        {
            "CAIRN_SERVER": server.url,
            "CAIRN_DATA_DIR": str(home),
            "CAIRN_CONFIG_DIR": str(tmp_path / "config"),
            "TZ": "UTC",
        }
    )


@pytest.fixture
def new_shell(shell: Shell, tmp_path: Path) -> Callable[[str], Shell]:
    """Return a function that makes the shell of a person of their own, who has signed up."""

    def make(name: str) -> Shell:
        own = Shell({**shell.variables, "CAIRN_CONFIG_DIR": str(tmp_path / name)})
        signed_up = own("signup", "--email", f"{name}@example.org", "--password-stdin", stdin=PASSWORD)
        assert signed_up.code == 0, signed_up.err
        return own

    return make


@pytest.fixture
def ada(new_shell: Callable[[str], Shell], request: pytest.FixtureRequest) -> Shell:
    """Return the shell of a person who has signed up; each test has a person of its own."""
    return new_shell(re.sub(r"[^a-z0-9]+", "-", request.node.name.lower())[:60].strip("-"))
