"""What `deploy/` offers, judged by the programs that would use it; and the wheel, in its own environment."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.cli.conftest import Server, environment

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def run(*command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - programs of the system, and ours
        list(map(str, command)),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
        timeout=110,
    )


def needed(program: str) -> str:
    """Return a program's path, or skip."""
    found = shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"{program} is not installed here")
    return found


def test_the_unit_is_one_that_systemd_takes(tmp_path: Path) -> None:
    program = needed("systemd-analyze")
    text = (DEPLOY / "cairn.service").read_text()
    here = Path(sys.executable).with_name("cairn")
    unit = tmp_path / "cairn.service"
    unit.write_text(text.replace("/opt/cairn/.venv/bin/cairn", str(here)).replace("User=cairn", "User=root"))
    judged = run(program, "verify", unit)
    assert judged.returncode == 0, judged.stderr
    assert "cairn.service" not in judged.stderr, judged.stderr


def test_the_site_is_one_that_nginx_takes(tmp_path: Path) -> None:
    program = needed("nginx")
    made = run(
        *(needed("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=a"),
        *("-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"),
    )
    assert made.returncode == 0, made.stderr
    site = (DEPLOY / "nginx.conf").read_text().replace("/etc/letsencrypt/live/cairn.example", str(tmp_path))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\n{site}\n}}\n")
    judged = run(program, "-t", "-c", whole, "-e", tmp_path / "error.log")
    assert judged.returncode == 0, judged.stderr


def test_the_dockerfile_is_one_that_hadolint_takes() -> None:
    judged = run(needed("hadolint"), DEPLOY / "Dockerfile")
    assert judged.returncode == 0, judged.stdout


def test_the_dockerfile_copies_what_there_is_and_gives_up_root() -> None:
    lines = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    ours = [word for words in copied for word in words]
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] == "!"}
    assert {word.partition("/")[0] for word in ours} == allowed
    assert all((ROOT / name).exists() for name in ours)
    steps = [line.split()[0] for line in lines if re.match(r"[A-Z]+ ", line)]
    assert steps.index("USER") < steps.index("ENTRYPOINT")
    assert {"HEALTHCHECK", "STOPSIGNAL", "VOLUME"} <= set(steps)


def test_the_compose_file_says_what_the_program_understands() -> None:
    content: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = content["services"]
    assert set(services) == {"database", "server", "worker"}
    for name in ("server", "worker"):
        service = services[name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        shown = run(Path(sys.executable).with_name("cairn"), *service["command"], "--help")
        assert shown.returncode == 0, shown.stderr
        assert set(service["depends_on"]) < set(services)
        assert {volume.partition(":")[0] for volume in service["volumes"]} <= set(content["volumes"])
    docker = shutil.which("docker")
    if docker is not None and run(docker, "compose", "version").returncode == 0:
        secrets = {"DATABASE_PASSWORD": "a-b-c", "CAIRN_SECRET_KEY": "d" * 40}
        judged = run(docker, "compose", "-f", DEPLOY / "compose.yaml", "config", "--quiet", **secrets)
        assert judged.returncode == 0, judged.stderr


@pytest.mark.timeout(240)
def test_the_wheel_serves_from_an_environment_of_its_own(tmp_path: Path) -> None:
    uv = next((u for u in (ROOT / ".tools/uv/bin/uv", shutil.which("uv")) if u and Path(u).exists()), None)
    if uv is None:
        pytest.skip("uv is not at hand")
    listed = tmp_path / "requirements.txt"
    own = tmp_path / "env"
    python = own / "bin" / "python"
    for step in (
        (uv, "build", "--quiet", "--wheel", "--out-dir", tmp_path / "wheels"),
        (uv, "export", "--quiet", "--frozen", "--no-dev", "--no-emit-project", "--output-file", listed),
        (uv, "venv", "--quiet", "--python", sys.executable, own),
        (uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", listed),
    ):
        done = run(*step)
        assert done.returncode == 0, done.stderr
    (wheel,) = (tmp_path / "wheels").glob("*.whl")
    done = run(uv, "pip", "install", "--quiet", "--python", python, "--no-deps", wheel)
    assert done.returncode == 0, done.stderr
    process = subprocess.Popen(  # noqa: S603 - our own program, as it is installed
        [own / "bin" / "cairn", "serve", "--port=0"],
        env=environment(CAIRN_DATA_DIR=str(tmp_path / "data")),
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    server = Server(process)
    try:
        server.url = server.listen(re.compile(r"ready at (http://\S+)"))
        assert httpx.get(f"{server.url}/ready", timeout=30).status_code == 200
        assert httpx.get(f"{server.url}/openapi.json", timeout=60).json()["info"]["title"] == "Cairn"
    finally:
        assert server.stop() == 0
