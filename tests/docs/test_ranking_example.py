"""The worked example of the page on ranking, computed."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from cairn.today.factors import Place
from cairn.today.rules import DEFAULT_WEIGHTS, PRESETS, explain, why
from tests.docs.markdown import ROOT
from tests.factories.today import MOMENT, OTHER, TODAY, task

PAGE = ROOT / "docs" / "explanation" / "ranking.md"
TAX = task(
    due_day=TODAY + timedelta(days=1),
    remaining_minutes=120,
    priority=2,
    unblocks=2,
    energy_demand="high",
    place=Place(
        project_id=UUID(int=7),
        area_id=UUID(int=8),
        pillar_share=0.4,
        pillar_strength=0.8,
        area_importance=5,
        project_importance=4,
        project_activity_days=5,
    ),
)
NOON = replace(
    MOMENT, day_start_hour=0, max_pillar_share=0.5, has_goals=True, phase="steady", last_project_id=OTHER
)


def test_the_worked_example_is_what_the_program_computes() -> None:
    page = PAGE.read_text("utf-8")
    ranked = explain(TAX, NOON, DEFAULT_WEIGHTS)
    rows = [
        f"| {part.factor} | {part.weight:g} | {round(part.value, 4):g} | {part.contribution:+.4f} |"
        for part in ranked.contributions
    ]
    assert "| --- | --- | --- | --- |\n" + "\n".join(rows) + "\n\n" in page
    assert sum(part.contribution for part in ranked.contributions) == pytest.approx(0.1109, abs=5e-5)
    assert f"score {ranked.score:.4f}, shown as {100 * ranked.score:.1f}" in page
    assert f"> {why(ranked)}\n" in page


def test_the_page_names_every_factor_and_preset_with_its_weight() -> None:
    page = PAGE.read_text("utf-8")
    for factor, weight in DEFAULT_WEIGHTS.items():
        assert f"| {factor} | {weight:g} |" in page
    for preset in PRESETS:
        assert f"| {preset} |" in page
