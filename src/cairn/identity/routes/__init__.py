"""Routes of accounts."""

from fastapi import APIRouter

from cairn.identity.routes import admin, auth, me, sessions

ROUTERS: tuple[APIRouter, ...] = (auth.router, sessions.router, me.router, admin.router)
