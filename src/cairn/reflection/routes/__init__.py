"""Routes of reflection."""

from fastapi import APIRouter

from cairn.reflection.routes import days

ROUTERS: tuple[APIRouter, ...] = (days.router,)
