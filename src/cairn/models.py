"""Every model, imported so that the metadata is whole: for migrations and checks."""

from cairn.data import models as data
from cairn.goals import models as goals
from cairn.governance import models as governance
from cairn.identity import models as identity
from cairn.imports import models as imports
from cairn.integrations import models as integrations
from cairn.kit.db import registry
from cairn.kit.db.base import Base
from cairn.planning import models as planning
from cairn.reflection import models as reflection
from cairn.reviews import models as reviews
from cairn.rewards import models as rewards
from cairn.statistics import models as statistics
from cairn.today import models as today
from cairn.tracking import models as tracking

__all__ = [
    "Base",
    "data",
    "goals",
    "governance",
    "identity",
    "imports",
    "integrations",
    "planning",
    "reflection",
    "registry",
    "reviews",
    "rewards",
    "statistics",
    "today",
    "tracking",
]

GLOBAL_TABLES = frozenset({"user_account", "signing_key", "login_throttle", "invite"})
"""The tables that belong to no single person. Every other one is under row-level security."""

APPEND_ONLY = frozenset({"audit_event", "consent", "ledger_entry", "work_event"})
"""The tables whose rows nobody can change or remove, but for the erasure of their person."""
