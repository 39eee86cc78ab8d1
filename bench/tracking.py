"""Ten years of one person: fifty habits, forty metrics, two hundred thousand logs."""

import time
from typing import Any
from uuid import UUID

import asyncpg

from bench import load
from bench.server import Server
from cairn.api import load_domains
from cairn.kit.db.work import Database
from cairn.kit.ids import UserId
from cairn.tracking.service.associations import associate
from cairn.tracking.service.standings import recompute

HABITS, METRICS, LOGS, DAYS = 50, 40, 200_000, 3650

REGISTER = """
INSERT INTO entity (user_id, id, kind, created_at)
SELECT $1, (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')
   || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid, $2, now()
FROM generate_series(1, $3::int)
"""

SUBJECTS = {
    "habit": """
INSERT INTO habit (user_id, id, created_at, updated_at, version, name, kind, schedule, start_date,
  target_amount, limit_amount, amount_per, steps, off_weekdays, off_dates, grace, backfill_days,
  assume_success, position)
SELECT user_id, id, now(), now(), 1, 'Habit ' || row_number() OVER (ORDER BY id), 'build',
  CASE row_number() OVER (ORDER BY id) % 3
    WHEN 0 THEN '{"kind": "per_period", "times": 3, "period": "week"}'::jsonb
    WHEN 1 THEN '{"kind": "by_rule", "rule": "FREQ=WEEKLY;BYDAY=MO,WE,FR"}'::jsonb
    ELSE '{"kind": "by_rule", "rule": "FREQ=DAILY"}'::jsonb END,
  current_date - $2::int, 1, 0, 'day', '{}', '{}', '{}', 1, 0, false, 0
FROM entity WHERE user_id = $1 AND kind = 'habit'
""",
    "metric": """
INSERT INTO metric (user_id, id, created_at, updated_at, version, name, unit, direction, baseline, target,
  aggregation, cadence, source, status, position)
SELECT user_id, id, now() - $2::int * interval '0 day', now(), 1,
  'Metric ' || row_number() OVER (ORDER BY id), 'count', 'higher', 0, 100000, 'mean', 'daily', 'manual',
  'active', 0
FROM entity WHERE user_id = $1 AND kind = 'metric'
""",
}

# The logs go round the subjects, day after day, so that each subject has about as many on nearly every day.
SPREAD = """
WITH subject AS (
  SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS many
  FROM {kind} WHERE user_id = $1
), log AS (
  SELECT user_id, id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS many
  FROM entity WHERE user_id = $1 AND kind = '{kind}_log'
)
INSERT INTO {kind}_log (user_id, id, created_at, updated_at, version, {kind}_id, {value}, local_date,
  timezone, at, source)
SELECT l.user_id, l.id, now(), now(), 1, s.id, 1 + (random() * 9)::int,
  current_date - ($2 - 1 - l.n * $2 / l.many)::int, 'UTC',
  now() - ($2 - 1 - l.n * $2 / l.many) * interval '1 day', 'person'
FROM log l JOIN subject s ON s.n = l.n % s.many
"""


async def fill(url: str, person: str) -> None:
    """Write the ten years."""
    connection = await asyncpg.connect(url)
    try:
        who = UUID(person)
        for kind, count in (("habit", HABITS), ("metric", METRICS)):
            await connection.execute(REGISTER, who, kind, count)
            await connection.execute(SUBJECTS[kind], who, DAYS)
        for kind, value, count in (("habit", "amount", LOGS * 11 // 20), ("metric", "value", LOGS * 9 // 20)):
            await connection.execute(REGISTER, who, f"{kind}_log", count)
            await connection.execute(SPREAD.format(kind=kind, value=value), who, DAYS)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


async def measure(server: Server, url: str, person: str, token: str, seconds: float) -> list[dict[str, Any]]:
    """Fill ten years, compute everything anew, and ask for what pages ask for."""
    await fill(url, person)
    load_domains()
    database = await Database.connect(url, size=2)
    owner = UserId(UUID(person))
    rows: list[dict[str, Any]] = []
    try:
        started = time.perf_counter()
        async with database.work(owner) as work:
            await recompute(work)
        streaks = time.perf_counter() - started
        await associate(database, owner)
        everything = time.perf_counter() - started
    finally:
        await database.close()
    rows.append({"what": f"streaks of {HABITS} habits over ten years, s", "measured": round(streaks, 2)})
    rows.append({"what": "the same and what goes with what, s", "measured": round(everything, 2), "bar": 60})
    metric = server.call("GET", "/api/v1/metrics?page_size=1", token=token)["items"][0]["id"]
    habit = server.call("GET", "/api/v1/habits?page_size=1", token=token)["items"][0]["id"]
    log = f"/api/v1/habits/{habit}/logs"
    cases = {
        "strip of today": (load.request("GET", "/api/v1/habits/today", token), 200),
        "list of metrics with their newest values": (
            load.request("GET", "/api/v1/metrics?page_size=50", token),
            200,
        ),
        "analytics of a metric, a year": (
            load.request("GET", f"/api/v1/metrics/{metric}/analytics", token),
            "",
        ),
        "heat map of a habit, a year": (load.request("GET", f"/api/v1/habits/{habit}/heatmap", token), ""),
        "log a habit of ten years": (load.request("POST", log, token, b"{}"), ""),
    }
    for name, (request, bar) in cases.items():
        found = await load.run(
            server.port, _always(request), clients=1, seconds=seconds, limit=100, warm_up=3
        )
        if found.failed:
            raise RuntimeError(f"{name}: {found.failed} of {found.count} failed")
        rows.append({"what": f"{name}, p50 ms", "measured": found.p50, "bar": bar})
    return rows


def _always(request: bytes) -> load.Build:
    return lambda _: request
