"""Starting, stopping and weighing the real `cairn serve`."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import psutil

QUIET = {
    "CAIRN_LIMITS__ENABLED": "false",
    "CAIRN_AUTH__SIGNUP": "open",
    "CAIRN_LOG__LEVEL": "warning",
}


def free_port() -> int:
    """Return a TCP port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """One `cairn serve` on a data directory."""

    def __init__(self, data_dir: Path) -> None:
        """Choose a port; `start` starts it."""
        self.data_dir = data_dir
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start and return the seconds until the database-backed `/ready` was answered."""
        environment = {**os.environ, **QUIET, "CAIRN_DATA_DIR": str(self.data_dir)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a person's machine keeps its bytecode
        program = Path(sys.executable).with_name("cairn")
        started = time.perf_counter()
        self._process = subprocess.Popen(
            [program, "serve", "--port", str(self.port)], env=environment, stderr=subprocess.DEVNULL
        )
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/ready", timeout=5) as answer:
                    answer.read()
                return time.perf_counter() - started
            except OSError:
                if self._process.poll() is not None or time.perf_counter() - started > 60:
                    raise RuntimeError("the server did not start") from None
                time.sleep(0.005)

    def stop(self) -> None:
        """End it as Ctrl-C would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)

    def memory(self) -> dict[str, float]:
        """Return the PSS in MB of the server and of the database's processes."""
        assert self._process is not None
        own = psutil.Process(self._process.pid)
        children = own.children(recursive=True)
        postgres = [p for p in psutil.process_iter(["cmdline"]) if _of(p, self.data_dir)]
        database = {p.pid: p for p in [*postgres, *children]}
        for parent in postgres:
            database.update({p.pid: p for p in parent.children(recursive=True)})
        return {
            "server_mb": round(_pss(own), 1),
            "database_mb": round(sum(_pss(p) for p in database.values()), 1),
        }

    def upload(self, path: str, name: str, data: bytes, token: str) -> Any:
        """Send a file as a form and return the decoded answer."""
        edge = "cairn-bench-boundary"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        body = f"{head}Content-Type: text/csv\r\n\r\n".encode() + data + f"\r\n--{edge}--\r\n".encode()
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=body,
            headers={
                "Content-Type": f"multipart/form-data; boundary={edge}",
                "Authorization": f"Bearer {token}",
            },
        )
        with urllib.request.urlopen(asked, timeout=120) as answer:
            return json.loads(answer.read())

    def call(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        """Send one request and return the decoded answer."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data=data, method=method, headers=headers if token else {}
        )
        asked.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(asked, timeout=60) as answer:
            return json.loads(answer.read() or b"null")


def _of(process: psutil.Process, data_dir: Path) -> bool:
    try:
        return "postgres" in process.name() and Path(process.cwd()) == data_dir / "postgres"
    except (psutil.Error, OSError):
        return False


def _pss(process: psutil.Process) -> float:
    try:
        pss: float = process.memory_full_info().pss / 1e6
    except psutil.Error:
        return 0.0
    return pss
