"""Row-level security, as DDL for migrations.

`cairn_app` sees the rows of the person that the transaction was entered for, `cairn_system` sees all;
neither is a superuser or owns a table, and security is forced, so that the owner is bound by it too.
"""

ROLES = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cairn_app') THEN
    CREATE ROLE cairn_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cairn_system') THEN
    CREATE ROLE cairn_system NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;  -- another database of the same cluster was migrated in the same moment
END $$;
DO $$ BEGIN
  IF NOT pg_has_role(current_user, 'cairn_app', 'SET') THEN
    EXECUTE format('GRANT cairn_app, cairn_system TO %I', current_user);
  END IF;
END $$;
"""


def protect(table: str, *, append_only: bool = False) -> list[str]:
    """Return the statements that put a tenant table under row-level security.

    An append-only table can be read and added to; not even a fault of the program can rewrite it.
    """
    rights = "SELECT, INSERT" if append_only else "SELECT, INSERT, UPDATE, DELETE"
    own = "user_id = (SELECT current_setting('app.user_id')::uuid)"
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY owner ON {table} TO cairn_app USING ({own}) WITH CHECK ({own})",
        f"CREATE POLICY system ON {table} TO cairn_system USING (true) WITH CHECK (true)",
        f"GRANT {rights} ON {table} TO cairn_app",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO cairn_system",
    ]
