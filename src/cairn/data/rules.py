"""What becomes of each table when its person leaves: derived from the models, or said here.

A table of owned rows is exported without a word. Any other has its rule below;
one that has none is refused by the suite, and by whatever would have to know.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from sqlalchemy import Column, Table

from cairn.kit.db.base import Base, OwnedRow


class Leaves(Enum):
    """What an archive does with a table."""

    DATA = "data"
    """It is in the archive, as what its person has made of their life here."""
    FACTS = "facts"
    """It is in the archive for its person to read; about this account alone."""
    STAYS = "stays"
    """It is not in the archive."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one table leaves."""

    leaves: Leaves
    why: str
    """The reason, for whoever reads the reference of the archive."""


_DATA = Rule(Leaves.DATA, "made by its person")

EXPLICIT: dict[str, Rule] = {
    "entity": Rule(Leaves.DATA, "the registry that links point at"),
    "profile": Rule(Leaves.DATA, "how its person wants to plan"),
    "ranking_preference": Rule(Leaves.DATA, "what Today has learned"),
    "task_dependency": Rule(Leaves.DATA, "made by its person"),
    "work_event": Rule(Leaves.DATA, "the history of completions"),
    "goal_progress_snapshot": Rule(Leaves.DATA, "the history of progress"),
    "milestone": Rule(Leaves.DATA, "what was reached"),
    "ledger_entry": Rule(Leaves.DATA, "the wallet"),
    "stat_snapshot": Rule(Leaves.FACTS, "computed from the rest, and computed again wherever that comes"),
    "integrity_check": Rule(Leaves.FACTS, "what a look at these data found"),
    "wallet": Rule(Leaves.DATA, "what a month is to bring"),
    "import_item": Rule(Leaves.DATA, "lets a file that was imported be recognised"),
    "user_account": Rule(Leaves.FACTS, "address and calendar of the account"),
    "auth_session": Rule(Leaves.FACTS, "where and when one signed in"),
    "consent": Rule(Leaves.FACTS, "given to this server, not to another one"),
    "audit_event": Rule(Leaves.FACTS, "what happened on this server"),
    "data_request": Rule(Leaves.FACTS, "asked of this server"),
    "calendar_feed": Rule(Leaves.FACTS, "its address is one of this server"),
    "capture_key": Rule(Leaves.FACTS, "its secret is one of this server"),
    "webhook": Rule(Leaves.FACTS, "its secret is one of this server"),
    "webhook_delivery": Rule(Leaves.STAYS, "copies of tasks, kept 30 days"),
    "mail_token": Rule(Leaves.STAYS, "hashes of what was sent by mail"),
    "personal_token": Rule(Leaves.FACTS, "rights given to programs on this server"),
    "totp_factor": Rule(Leaves.STAYS, "a secret of this server and an authenticator"),
    "recovery_code": Rule(Leaves.STAYS, "hashes of codes"),
    "refresh_token": Rule(Leaves.STAYS, "hashes of tokens"),
    "idempotency_key": Rule(Leaves.STAYS, "answers to repeated requests, kept for a day"),
    "habit_state": Rule(Leaves.STAYS, "computed from the logs"),
    "association_run": Rule(Leaves.STAYS, "computed from the logs"),
    "day_turn": Rule(Leaves.STAYS, "computed from the calendar"),
    "login_throttle": Rule(Leaves.STAYS, "names nobody"),
    "signing_key": Rule(Leaves.STAYS, "the server's"),
    "invite": Rule(Leaves.STAYS, "the server's; an address in it goes with its account"),
}


class NoRuleError(LookupError):
    """A table has no rule."""


def rule_of(table: Table) -> Rule:
    """Return the rule of a table; raises NoRuleError."""
    found = EXPLICIT.get(table.name)
    if found is not None:
        return found
    if table.name in _owned():
        return _DATA
    raise NoRuleError(f"say in cairn/data/rules.py what becomes of {table.name} when its person leaves")


def leaving(*kinds: Leaves) -> list[Table]:
    """Return the tables of these rules, those that others point at first."""
    return [table for table in Base.metadata.sorted_tables if rule_of(table).leaves in kinds]


def shown_columns(table: Table) -> list[Column[object]]:
    """Return the columns that an archive holds: neither secrets nor what the database computes."""
    return [c for c in table.columns if c.computed is None and not c.info.get("secret")]


def owner_column(table: Table) -> str:
    """Return the column that says whose a row is."""
    return "user_id" if "user_id" in table.columns else "id"


@lru_cache(maxsize=1)
def _owned() -> frozenset[str]:
    return frozenset(model.__tablename__ for model in OwnedRow.__subclasses__())
