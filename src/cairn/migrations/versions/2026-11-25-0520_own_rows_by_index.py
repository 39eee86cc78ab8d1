"""Plans for one person never look through everybody's rows.

A statement is planned once, for a person with as many rows as the average. Where a few people hold most of the
rows, that average is half a table, and reading all of it looked cheaper than the index: somebody with 300 tasks
waited for the ten thousand of another one. Every index begins with the person, so there is always a better way.
"""

from collections.abc import Sequence

from alembic import op

revision = "202611250520"
down_revision = "202611250510"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ENTER = """
CREATE OR REPLACE FUNCTION cairn_enter(person uuid, session uuid, at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.user_id', person::text, true),
          set_config('plan_cache_mode', 'force_generic_plan', true),{planner}
          set_config('statement_timeout', '30s', true),
          set_config('lock_timeout', '10s', true),
          set_config('idle_in_transaction_session_timeout', '60s', true);
  IF session IS NOT NULL AND NOT EXISTS (
    SELECT FROM auth_session WHERE user_id = person AND id = session
      AND revoked_at IS NULL AND expires_at > at
  ) THEN
    RAISE EXCEPTION 'session ended' USING ERRCODE = 'CA401';
  END IF;
END $$
"""
# Transactions without a person, which stand for nobody or for all, read whole tables on purpose.
PLANNER = """
          set_config(
            'enable_seqscan',
            CASE WHEN person = '00000000-0000-0000-0000-000000000000' THEN 'on' ELSE 'off' END, true
          ),"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(ENTER.format(planner=PLANNER))


def downgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute(ENTER.format(planner=""))
