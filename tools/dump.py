"""Keep a database as this version makes it: `.venv/bin/python -m tools.dump`, once for each released schema.

Writes `tests/migrations/dumps/<revision>.sql.gz`: two years of the demonstration in the account of a person
who signed up and worked over HTTP, an invitation, an import, answers kept for repeated requests. Every later
version is tested to bring it up to date with its rows unharmed. A file that is there is never written again.
"""

import asyncio
import gzip
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import httpx
from asgi_lifespan import LifespanManager

from cairn.app import create_app
from cairn.demo.fill import fill
from cairn.kit.clock import FixedClock
from cairn.kit.db import migrate
from cairn.kit.db._pghost import account_named, server_programs
from cairn.kit.db.embedded import OWNER, EmbeddedPostgres
from cairn.kit.ids import UserId
from cairn.settings import Settings

DUMPS = Path(__file__).resolve().parent.parent / "tests" / "migrations" / "dumps"
EMAIL = "robin@example.org"
PASSWORD = "a long and quiet sentence"  # noqa: S105 - of an invented person
SECRET = "K4mfYc0vJ9tQz7wXhL2sRb8nGd5pUe1a"  # noqa: S105 - seals the signing keys of the dumps only
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CSV = b"title,due\nWater the plants,2026-12-01\nCall the dentist,\n"


def dump_settings(folder: Path) -> Settings:
    """Return the settings under which the dumps were made."""
    return Settings.model_validate(
        {"data_dir": folder, "secret_key": SECRET, "limits": {"enabled": False}, "log": {"level": "error"}}
    )


async def _live(url: str, folder: Path) -> None:
    """Let a person sign up and use most of what there is."""
    clock = FixedClock(NOW)
    app = create_app(dump_settings(folder), url, clock=clock)
    async with LifespanManager(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://cairn.test/api/v1") as http:

            async def post(path: str, **arguments: object) -> httpx.Response:
                answer = await http.post(path, **arguments)  # type: ignore[arg-type]
                answer.raise_for_status()
                return answer

            body = {"email": EMAIL, "password": PASSWORD, "timezone": "Europe/Berlin"}
            signed_up = (await post("/auth/signup", json=body)).json()
            http.headers["Authorization"] = f"Bearer {signed_up['access_token']}"
            await fill(app.state.database, UserId(signed_up["user"]["id"]), NOW.date())
            await post("/me/consents", json={"purpose": "analytics", "granted": True, "text_version": "1"})
            await post("/admin/invites", json={"email": "ben@example.org", "role": "member"})
            made = await post(
                "/tasks", json={"title": "Überraschung für Zoë 🎉"}, headers={"Idempotency-Key": "k-1"}
            )
            await post(f"/tasks/{made.json()['id']}/complete")
            previewed = await post("/imports", files={"file": ("tasks.csv", CSV, "text/csv")})
            await post(f"/imports/{previewed.json()['id']}/commit")
            await post("/imports", files={"file": ("later.csv", CSV, "text/csv")})
            first = (await http.get("/today")).raise_for_status().json()["items"][0]["task"]["id"]
            await post("/today/feedback", json={"task_id": first, "kind": "priority_right"})
            await post("/timer/start", json={"entity_id": first})
            failed = await http.post("/auth/login", json={"email": EMAIL, "password": "wrong"})
            if failed.status_code != httpx.codes.UNAUTHORIZED:
                failed.raise_for_status()


def _dumped(url: str, server: EmbeddedPostgres) -> bytes:
    """Return the database as SQL, with data as COPY."""
    programs = server_programs(account_named(server.data_dir.stat().st_uid))
    command = [str(programs / "pg_dump"), "--no-owner", "--username", OWNER, url]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def main() -> None:
    """Make the dump of the newest revision."""
    target = DUMPS / f"{migrate.migrations()[-1].revision}.sql.gz"
    if target.exists():
        sys.exit(f"{target.name} is there already; a dump that was released stays as it is.")
    with tempfile.TemporaryDirectory(prefix="cairn-dump-") as folder:
        server = EmbeddedPostgres(Path(folder), settings={"fsync": "off"})
        server.start()
        try:
            server.ensure_database()
            asyncio.run(migrate.ensure_head(server.url()))
            asyncio.run(_live(server.url(), Path(folder)))
            target.write_bytes(gzip.compress(_dumped(server.url(), server), 9, mtime=0))
        finally:
            server.stop()
    print(f"wrote {target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
