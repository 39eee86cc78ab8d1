"""Routes of goals."""

from fastapi import APIRouter

from cairn.goals.routes import criteria, goals, links, notes, progress

ROUTERS: tuple[APIRouter, ...] = (
    goals.router,
    progress.router,
    criteria.router,
    links.router,
    notes.router,
)
