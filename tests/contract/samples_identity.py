"""Samples of accounts, consents, the audit log and the wallet."""

from tests.contract.samples import Recipe, Row, Sample, Unique
from tests.fixtures.application import PASSWORD

RECIPES: dict[str, Recipe] = {
    "token": Recipe("/auth/tokens", {"name": "Script", "scopes": ["read"]}),
    "invite": Recipe("/admin/invites", {}),
    "consent": Recipe("/me/consents", {"purpose": "analytics", "granted": True, "text_version": "1"}, id=""),
}

_ADDRESS = Unique("somebody{}@example.net")
_REFRESH = Row("refresh_token")
_TOTP = (("/auth/totp/confirm", {"code": Row("first_totp_code")}),)

SAMPLES = {
    "get_health": Sample(),
    "get_readiness": Sample(),
    "get_metrics": Sample(),
    "get_signing_keys": Sample(),
    "sign_up": Sample(
        bodies=(
            {"email": _ADDRESS, "password": PASSWORD},
            {
                "email": _ADDRESS,
                "password": PASSWORD,
                "display_name": "Somebody",
                "timezone": "Asia/Kolkata",
                "day_start_hour": 4,
                "week_start": 6,
                "locale": "de-AT",
                "invite_code": Row("invite_code"),
                "device": "telephone",
                "transport": "cookie",
            },
        ),
    ),
    "login": Sample(
        bodies=({"email": Row("email"), "password": PASSWORD, "device": "telephone", "transport": "bearer"},),
        alone=True,
    ),
    "refresh": Sample(bodies=({"refresh_token": _REFRESH},), alone=True),
    "logout": Sample(alone=True),
    "reauthenticate": Sample(
        bodies=({"password": PASSWORD}, {"password": PASSWORD, "code": "000000"}), alone=True
    ),
    "answer_second_factor": Sample(
        bodies=(
            {"challenge": Row("challenge"), "code": Row("totp_code"), "device": "x", "transport": "bearer"},
        ),
        alone=True,
    ),
    "get_totp": Sample(),
    "begin_totp": Sample(alone=True),
    "confirm_totp": Sample(bodies=({"code": Row("first_totp_code")},), alone=True),
    "renew_recovery_codes": Sample(alone=True, before=_TOTP),
    "disable_totp": Sample(alone=True, before=_TOTP),
    "change_password": Sample(
        bodies=({"current_password": PASSWORD, "new_password": "another long and quiet sentence"},),
        alone=True,
    ),
    "ask_for_password_reset": Sample(bodies=({"email": _ADDRESS},)),
    "reset_password": Sample(
        bodies=({"token": Row("reset_token"), "new_password": "another long and quiet sentence"},),
        alone=True,
    ),
    "change_email": Sample(bodies=({"email": _ADDRESS},), alone=True),
    "confirm_email": Sample(bodies=({"token": Row("address_token")},), alone=True),
    "list_tokens": Sample(shows=Row("token")),
    "create_token": Sample(bodies=({"name": "Script", "scopes": ["tasks:read", "areas:write"], "days": 30},)),
    "revoke_token": Sample(),
    "list_my_sessions": Sample(),
    "revoke_other_sessions": Sample(alone=True),
    "revoke_all_sessions": Sample(alone=True),
    "revoke_session": Sample(),
    "get_me": Sample(),
    "update_me": Sample(
        bodies=({"timezone": "Asia/Kolkata", "day_start_hour": 4, "week_start": 6, "locale": "de-AT"},),
        alone=True,
    ),
    "get_profile": Sample(),
    "update_profile": Sample(
        bodies=(
            {
                "display_name": "Ada",
                "working_hours": {"0": [[9, 12.5], [13, 17]]},
                "peak_hours": ["09-11"],
                "planned_minutes": 360,
                "onboarding": {"step": 3},
                "ai_enabled": False,
            },
        ),
    ),
    "create_invite": Sample(bodies=({}, {"email": _ADDRESS, "role": "coach", "days": 3, "send": True})),
    "list_invites": Sample(shows=Row("invite")),
    "delete_invite": Sample(),
    "list_background_jobs": Sample(query={"state": "dead", "name": "identity.turn_day"}, shows=Row("job")),
    "get_background_job": Sample(path={"number": Row("job")}),
    "retry_background_job": Sample(path={"number": Row("job")}),
    "discard_background_job": Sample(path={"number": Row("job")}),
    "list_admin_events": Sample(shows=Row("invite")),
    "get_consents": Sample(shows=Row("consent")),
    "record_consent": Sample(bodies=({"purpose": "analytics", "granted": True, "text_version": "1"},)),
    "list_consent_history": Sample(shows=Row("consent")),
    "list_audit_events": Sample(query={"entity_id": Row("area")}, shows=Row("area")),
    "follow_changes": Sample(),
    "get_wallet": Sample(shows=Row("done_task")),
    "list_transactions": Sample(
        query={"currency": "points", "type": "earn", "entity_id": Row("done_task")}, shows=Row("done_task")
    ),
}
