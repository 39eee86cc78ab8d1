"""Every router, in the order of the documentation, and the handlers and jobs of all domains."""

from importlib import import_module

from fastapi import APIRouter

from cairn.data import routes as data
from cairn.goals.routes import ROUTERS as GOALS
from cairn.governance import routes as governance
from cairn.identity.routes import ROUTERS as IDENTITY
from cairn.imports import routes as imports
from cairn.integrations.routes import ROUTERS as INTEGRATIONS
from cairn.planning.routes import areas, hierarchy, pillars, projects, quick, tasks, time
from cairn.reflection.routes import ROUTERS as REFLECTION
from cairn.reviews.routes import ROUTERS as REVIEWS
from cairn.rewards import routes as wallet
from cairn.rewards.reward_routes import ROUTERS as REWARDS
from cairn.statistics.routes import ROUTERS as STATISTICS
from cairn.today import routes as today
from cairn.tracking.routes import ROUTERS as TRACKING

SIDE_ROOMS: tuple[str, ...] = (
    "cairn.kit.jobs.upkeep",
    "cairn.identity.jobs",
    "cairn.identity.days",
    "cairn.data.jobs",
    "cairn.backup.jobs",
    "cairn.planning.handlers",
    "cairn.tracking.handlers",
    "cairn.tracking.jobs",
    "cairn.reflection.series",
    "cairn.goals.handlers",
    "cairn.statistics.jobs",
    "cairn.reviews.jobs",
    "cairn.imports.handlers",
    "cairn.integrations.handlers",
    "cairn.integrations.jobs",
)
"""Modules that register event handlers and jobs by being imported."""


def load_domains() -> None:
    """Register the event handlers and jobs of every domain."""
    for module in SIDE_ROOMS:
        import_module(module)


def routers() -> tuple[APIRouter, ...]:
    """Return the routers of all domains."""
    load_domains()
    return (
        *IDENTITY,
        governance.router,
        governance.admin_router,
        governance.events,
        data.router,
        pillars.router,
        areas.router,
        projects.router,
        quick.router,
        tasks.router,
        hierarchy.router,
        *time.ROUTERS,
        *TRACKING,
        *GOALS,
        *REFLECTION,
        today.router,
        wallet.router,
        *REWARDS,
        *STATISTICS,
        *REVIEWS,
        imports.router,
        *INTEGRATIONS,
    )
