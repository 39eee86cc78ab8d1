"""Every table knows what becomes of it when its person leaves."""

import re

import pytest
from sqlalchemy import Table

from cairn.data.rules import EXPLICIT, Leaves, NoRuleError, leaving, rule_of, shown_columns
from cairn.kit.db.base import Base, OwnedRow
from cairn.models import GLOBAL_TABLES

SECRETIVE = re.compile(r"hash|secret|token|sealed|password|private|salt|cipher|key")
HARMLESS = {"file_sha256", "content_hash", "idempotency_key", "period_key"}
"""Named like secrets; digests of files, the name of an event, the first day of a period."""


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda t: t.name)
def test_every_table_has_a_rule(table: Table) -> None:
    rule = rule_of(table)
    assert rule.why
    if table.name not in GLOBAL_TABLES and rule.leaves is not Leaves.STAYS:
        assert "user_id" in table.columns


def test_a_table_without_a_rule_is_refused() -> None:
    with pytest.raises(NoRuleError, match="stray"):
        rule_of(Table("stray", Base.metadata.__class__()))


def test_no_rule_is_left_over_and_none_repeats_what_is_derived() -> None:
    assert set(EXPLICIT) - set(Base.metadata.tables) == set()
    owned = {model.__tablename__ for model in OwnedRow.__subclasses__()}
    assert {name for name in EXPLICIT if name in owned} == {
        "calendar_feed",
        "capture_key",
        "data_request",
        "webhook",
    }


@pytest.mark.parametrize("table", leaving(Leaves.DATA, Leaves.FACTS), ids=lambda t: t.name)
def test_what_leaves_holds_no_secrets(table: Table) -> None:
    shown = {c.name for c in shown_columns(table)}
    assert {name for name in shown if SECRETIVE.search(name)} - HARMLESS == set()
