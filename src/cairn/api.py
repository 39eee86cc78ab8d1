"""Every router, in the order of the documentation."""

from fastapi import APIRouter

from cairn.planning.routes import areas

PREFIX = "/api/v1"


def routers() -> tuple[APIRouter, ...]:
    """Return the routers of all domains."""
    return (areas.router,)
