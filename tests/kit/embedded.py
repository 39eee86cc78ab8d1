"""What tests of the embedded server do with it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil

from cairn.kit.db._pgwire import ask
from cairn.kit.db.embedded import OWNER, EmbeddedPostgres

QUICK = {"fsync": "off"}
CHILD = """
import sys, time
from pathlib import Path
from cairn.kit.db.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]), settings={"fsync": "off"})
server.start()
server.ensure_database()
print("ready", flush=True)
time.sleep(60)
"""
ServerAt = Callable[[Path], EmbeddedPostgres]


def sql(server: EmbeddedPostgres, text: str) -> list[tuple[str | None, ...]]:
    return ask(server._socket, user=OWNER, database="cairn", sql=text)


def postmaster(server: EmbeddedPostgres) -> psutil.Process:
    return psutil.Process(int((server._cluster / "postmaster.pid").read_text().split()[0]))


def spawn(folder: Path, code: str = CHILD) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, folder], stdout=subprocess.PIPE, text=True)  # noqa: S603


def kill_ready(child: subprocess.Popen[str]) -> None:
    assert child.stdout is not None
    with child:
        assert child.stdout.readline() == "ready\n"
        child.kill()
