"""Text as it may enter the system."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(value: str) -> str:
    """Refuse what PostgreSQL cannot store as text: NUL and unpaired surrogates.

    Raises ValueError, which becomes a 422 that names the field.
    """
    if _UNSTORABLE.search(value):
        raise ValueError("must not contain NUL characters or unpaired surrogates")
    return value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
"""One line of text: trimmed, 1 to 500 characters."""

Prose = Annotated[str, StringConstraints(max_length=50_000)]
"""Free text (Markdown): up to 50,000 characters, may be empty."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Lower-case words joined by hyphens, up to 60 characters."""

Storable = AfterValidator(storable)


def _once(tags: list[str]) -> list[str]:
    """Keep the first spelling of each tag."""
    kept: dict[str, str] = {}
    for tag in tags:
        kept.setdefault(tag.casefold(), tag)
    return list(kept.values())


Tag = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
"""A word to find things by: trimmed, 1 to 60 characters."""

Tags = Annotated[list[Tag], Field(max_length=50), AfterValidator(_once)]
"""Up to 50 tags; of those that differ in case alone the first stays."""


def slugify(name: str) -> str:
    """Return lower-case ASCII words joined by hyphens, at most 60 characters; `x` where nothing remains."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-") or "x"
