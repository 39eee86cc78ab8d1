"""Routes of accounts."""

from fastapi import APIRouter

from cairn.identity.routes import admin, auth, factors, jobs, me, personal, recovery, sessions

ROUTERS: tuple[APIRouter, ...] = (
    auth.router,
    recovery.router,
    sessions.router,
    me.router,
    admin.router,
    jobs.router,
    factors.router,
    personal.router,
)
