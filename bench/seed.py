"""Many people with many tasks, written by the database itself."""

import asyncpg

PEOPLE = """
INSERT INTO user_account (id, email, password_hash, role, is_owner, plan, status, locale, timezone,
  day_start_hour, week_start, created_at, updated_at, version)
SELECT gen_random_uuid(), 'bench-' || gen_random_uuid() || '@example.org', 'x', 'member', false,
  'standard', 'active', 'en', 'UTC', 0, 0, now(), now(), 1
FROM generate_series(1, $1::int) n RETURNING id
"""

# ids ascend with time, as UUIDv7 does, so that the indexes are filled as in real use
ENTITIES = """
INSERT INTO entity (user_id, id, kind, created_at)
SELECT u, (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')
   || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid,
  'task', now()
FROM unnest($1::uuid[]) u, generate_series(1, $2::int)
RETURNING id
"""

TASKS = """
INSERT INTO task (user_id, id, created_at, updated_at, version, title, description, priority, status, tags,
  due_date, rollover_count, completion_count, position, completed_at, estimate_minutes)
SELECT e.user_id, e.id, e.created_at, e.created_at, 1, 'Write the report number ' || right(e.id::text, 6),
  'A few words on what is to be done, long enough to be like a real one.', 1 + (random() * 3)::int,
  CASE WHEN random() < $1 THEN 'todo' ELSE 'cancelled' END, ARRAY['bench'],
  CASE WHEN random() < .6 THEN current_date + (random() * 60)::int - 20 END, 0, 0, 0, null,
  (ARRAY[15, 30, 60, 120, null])[1 + (random() * 4)::int]
FROM entity e LEFT JOIN task t USING (user_id, id)
WHERE e.kind = 'task' AND t.id IS NULL AND e.user_id = ANY($2::uuid[])
"""


async def seed(url: str, *, people: int, tasks_each: int) -> None:
    """Add people with tasks each; half of them open."""
    connection = await asyncpg.connect(url)
    try:
        added = [row["id"] for row in await connection.fetch(PEOPLE, people)]
        for start in range(0, len(added), 500):
            await add_tasks(connection, added[start : start + 500], tasks_each, open_share=0.5)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


async def add_tasks(
    connection: "asyncpg.Connection", people: list[object], each: int, *, open_share: float
) -> None:
    """Add tasks to existing people."""
    await connection.execute(ENTITIES, people, each)
    await connection.execute(TASKS, open_share, people)
