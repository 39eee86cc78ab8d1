"""The samples of all domains."""

from tests.contract import (
    samples_data,
    samples_goals,
    samples_habits,
    samples_identity,
    samples_imports,
    samples_integrations,
    samples_metrics,
    samples_planning,
    samples_reflection,
    samples_reviews,
    samples_rewards,
    samples_statistics,
    samples_tasks,
    samples_time,
    samples_today,
)
from tests.contract.samples import Recipe, Sample

_DOMAINS = (
    samples_identity,
    samples_data,
    samples_planning,
    samples_tasks,
    samples_time,
    samples_goals,
    samples_habits,
    samples_metrics,
    samples_reflection,
    samples_reviews,
    samples_rewards,
    samples_statistics,
    samples_today,
    samples_imports,
    samples_integrations,
)

SAMPLES: dict[str, Sample] = {name: sample for domain in _DOMAINS for name, sample in domain.SAMPLES.items()}
RECIPES: dict[str, Recipe] = {kind: recipe for domain in _DOMAINS for kind, recipe in domain.RECIPES.items()}
