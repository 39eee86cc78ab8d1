"""Templates and questions, from the catalogue file beside this module."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any
from uuid import UUID

CATEGORIES = ("gratitude", "learning", "progress", "challenge", "future")


@dataclass(frozen=True, slots=True)
class Template:
    """A beginning for an entry."""

    slug: str
    name: str
    description: str
    body: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question for a day."""

    id: str
    category: str
    question: str


@cache
def templates() -> tuple[Template, ...]:
    """Return every template, in the order of the file."""
    return tuple(Template(slug=slug, **fields) for slug, fields in _catalogue()["templates"].items())


@cache
def _prompts() -> dict[str, tuple[Prompt, ...]]:
    asked: dict[str, list[str]] = _catalogue()["prompts"]
    return {
        category: tuple(
            Prompt(f"{category}-{n}", category, text) for n, text in enumerate(asked[category], 1)
        )
        for category in CATEGORIES
    }


def prompt_for(user_id: UUID, day: date) -> Prompt:
    """Return the question of a day: each category in turn, each question once before any comes again.

    It follows from the person and the day alone, so that it is the same wherever it is asked; people begin
    at different places of the round.
    """
    start = int.from_bytes(hashlib.sha256(user_id.bytes).digest()[:4], "big")
    turn, category = divmod(day.toordinal() + start, len(CATEGORIES))
    asked = _prompts()[CATEGORIES[category]]
    return asked[turn % len(asked)]


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    import tomllib

    text = resources.files("cairn.reflection").joinpath("catalogue.toml").read_text("utf-8")
    return tomllib.loads(text)
