"""Routes of reflection."""

from fastapi import APIRouter

from cairn.reflection.routes import days, journal, links

ROUTERS: tuple[APIRouter, ...] = (days.router, journal.router, links.router)
