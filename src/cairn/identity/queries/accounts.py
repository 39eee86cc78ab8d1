"""Accounts and profiles: of the owner (`:owner`), or, in the system scope, of anybody."""

# ruff: noqa: S608 - only lists of columns are put in

from cairn.kit.db.sql import Query

CALENDAR = Query("SELECT timezone, day_start_hour, week_start FROM user_account WHERE id = :owner")

RHYTHM = Query("SELECT working_hours, peak_hours, planned_minutes FROM profile WHERE user_id = :owner")

_SHOWN = (
    "id, email, email_verified_at, role, is_owner, plan, locale, timezone, day_start_hour, week_start,"
    " created_at, updated_at, version"
)

ACCOUNT = Query(f"SELECT {_SHOWN}, status FROM user_account WHERE id = :owner")

ACCOUNT_LOCKED = Query(
    f"SELECT {_SHOWN}, status, password_hash FROM user_account WHERE id = :owner FOR UPDATE"
)

CREDENTIAL_BY_EMAIL = Query("SELECT id, password_hash, status FROM user_account WHERE email = :email")

CREDENTIAL = Query("SELECT id, email, password_hash, status FROM user_account WHERE id = :owner")

ACTIVE_ROLE = Query("SELECT role FROM user_account WHERE id = :owner AND status = 'active'")

UNOWNED_DOMAIN = "cairn.invalid"
"""Domain of accounts that belong to nobody, such as that of the demonstration; no mail can reach it."""

ANY_ACCOUNT = Query(
    f"SELECT EXISTS (SELECT FROM user_account WHERE is_owner OR email NOT LIKE '%@{UNOWNED_DOMAIN}')"
)
"""Whether anybody has an account: until then the next one owns the server."""

SIGN_UP_LOCK = Query("SELECT pg_advisory_xact_lock(CAST(:key AS bigint))")
"""Ends with the transaction: sign-ups take turns, so that two first ones cannot both find nobody there."""

ADD_ACCOUNT = Query(
    "INSERT INTO user_account (id, email, password_hash, role, is_owner, plan, status, locale, timezone,"
    " day_start_hour, week_start, created_at, updated_at, version)"
    " VALUES (:owner, :email, :password_hash, :role, :is_owner, 'standard', 'active', :locale, :timezone,"
    " :day_start_hour, :week_start, :now, :now, 1)"
    f" ON CONFLICT (email) DO NOTHING RETURNING {_SHOWN}"
)

ADD_PROFILE = Query(
    "INSERT INTO profile (user_id, id, created_at, updated_at, version, display_name, working_hours,"
    " peak_hours, onboarding, ai_enabled)"
    " VALUES (:owner, :id, :now, :now, 1, :display_name, '{}', '{}', '{}', false)"
)

CHANGE_ACCOUNT = Query(
    "UPDATE user_account SET locale = :locale, timezone = :timezone, day_start_hour = :day_start_hour,"
    " week_start = :week_start, updated_at = :now, version = version + 1"
    f" WHERE id = :owner RETURNING {_SHOWN}"
)

CHANGE_PASSWORD = Query(
    "UPDATE user_account SET password_hash = :password_hash, updated_at = :now, version = version + 1"
    " WHERE id = :owner"
)

VERIFY_ADDRESS = Query(
    "UPDATE user_account SET email = :email, email_verified_at = :now, updated_at = :now,"
    " version = version + 1 WHERE id = :owner"
)

REHASH = Query("UPDATE user_account SET password_hash = :password_hash WHERE id = :owner")

SET_STATUS = Query(
    "UPDATE user_account SET status = :status, updated_at = :now, version = version + 1 WHERE id = :owner"
)

ACCOUNTS = Query(
    "SELECT a.id, a.email, a.role, a.is_owner, a.status, a.created_at,"
    " (SELECT max(s.last_used_at) FROM auth_session s WHERE s.user_id = a.id) AS last_used_at"
    " FROM user_account a ORDER BY a.created_at, a.id"
)

_PROFILE = (
    "display_name, working_hours, peak_hours, planned_minutes, onboarding, ai_enabled, updated_at, version"
)

PROFILE = Query(f"SELECT {_PROFILE} FROM profile WHERE user_id = :owner")

PROFILE_LOCKED = Query(f"SELECT id, {_PROFILE} FROM profile WHERE user_id = :owner FOR UPDATE")

CHANGE_PROFILE = Query(
    "UPDATE profile SET display_name = :display_name, working_hours = :working_hours,"
    " peak_hours = :peak_hours, planned_minutes = :planned_minutes, onboarding = :onboarding,"
    " ai_enabled = :ai_enabled, updated_at = :now, version = version + 1"
    f" WHERE user_id = :owner RETURNING {_PROFILE}"
)
