"""How a row of a table becomes the JSON of its output schema, inside PostgreSQL."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql import FromClause

from cairn.kit.db.base import TenantRow
from cairn.kit.db.sql import DIALECT
from cairn.kit.http.schemas import Output

M = TypeVar("M", bound=TenantRow)

Expression = Callable[[Any], ColumnElement[Any]]
"""A column expression as a function of the (aliased) row it speaks of."""

ALIAS = "r"


class Shape(Generic[M]):
    """The columns that a schema shows: those of the table by the same name, and computed ones.

    A computed expression correlates on `row.user_id`, so that it needs no parameter.
    """

    def __init__(
        self, model: type[M], out: type[Output], computed: Mapping[str, Expression] | None = None
    ) -> None:
        """Raise TypeError for a field of the schema that is neither a column nor computed."""
        self.model = model
        self.out = out
        self.computed = dict(computed or {})
        known = model.__table__.columns
        unknown = [f for f in out.model_fields if f not in known and f not in self.computed]
        if unknown:
            raise TypeError(f"{out.__name__} has fields that {model.__name__} cannot show: {unknown}")

    @cached_property
    def row(self) -> Any:
        """Return the row that expressions speak of; the first one asked for makes SQLAlchemy set up all."""
        return aliased(self.model, name=ALIAS)

    def columns(self) -> list[ColumnElement[Any]]:
        """Return the labelled columns, in the order of the schema."""
        return [
            (self.computed[name](self.row) if name in self.computed else getattr(self.row, name)).label(name)
            for name in self.out.model_fields
        ]

    def sql_from(self, relation: str) -> str:
        """Return SQL text that selects (version, row as JSON) from a CTE of this table's rows."""
        statement = select(*self.columns()).select_from(self.row)
        text = str(statement.compile(dialect=DIALECT, compile_kwargs={"literal_binds": True}))
        source = f"FROM {self.model.__tablename__} AS {ALIAS}"
        if text.count(source) != 1:
            raise TypeError(f"{self.out.__name__}: a computed column must not use the alias {ALIAS!r}")
        text = text.replace(source, f"FROM {relation} AS {ALIAS}").replace(":", "\\:")
        return f"SELECT row_to_json(shown) AS body FROM ({text}) AS shown"  # noqa: S608 - compiled text

    def json_rows(self, rows: FromClause) -> ColumnElement[Any]:
        """Return the JSON array of a subquery's rows."""
        return func.coalesce(func.json_agg(literal_column(rows.name)), literal_column("'[]'::json"))  # type: ignore[attr-defined]
