"""How a person makes a valid request of each operation.

A template is plain JSON with placeholders: `Row("task")` becomes the id of a new task of the person,
`Unique("Area {}")` a text that was never used before. An operation without a sample fails the suite.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Template = Any
"""JSON with `Row` and `Unique` in it."""

Files = Mapping[str, tuple[str, bytes, str]]
"""Form field to file name, content and media type."""


@dataclass(frozen=True)
class Row:
    """The id of a row that is made for the request."""

    kind: str


@dataclass(frozen=True)
class Unique:
    """A text with a number in it that was not used before."""

    pattern: str = "Word {}"


@dataclass(frozen=True)
class Recipe:
    """How a kind of row is made: one request, then the actions that bring it into its state."""

    path: str
    """Below /api/v1; may name ids that the request's path names before, e.g. {goal_id}, and a fresh {day}."""
    body: Template
    then: tuple[tuple[str, Template], ...] = ()
    """Addresses (with {id}) and bodies of further POSTs."""
    id: str = "id"
    """Where the answer has the id, e.g. items.0.id; empty where nothing refers to the row."""
    files: Files | None = None
    """What is uploaded, in place of a JSON body."""
    method: str = "POST"
    """Of the request that makes it."""
    uses: Mapping[str, Row] = field(default_factory=dict)
    """Rows that are made before, whose ids the path may name."""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A valid request of one operation."""

    bodies: tuple[Template, ...] = ()
    """Least to fullest. Together they name every field, and every `…_id` is a `Row`."""
    query: Mapping[str, Template] = field(default_factory=dict)
    """A valid value of every query parameter but those of paging."""
    needs_query: frozenset[str] = frozenset()
    """The parameters without which the request is refused."""
    path: Mapping[str, Template] = field(default_factory=dict)
    """Ids of the path, where `Row` of the parameter's name without `_id` is not meant."""
    shows: Row | None = None
    """A row that a read has to show."""
    before: tuple[tuple[str, Template], ...] = ()
    """Addresses and bodies of POSTs that bring the person into the state that the request needs."""
    alone: bool = False
    """Whether it changes something that its person has one of, so that it needs a person of its own."""
    files: Files | None = None
    """What is uploaded."""
    form: Mapping[str, str] = field(default_factory=dict)
    """Every field of the form beside the file."""
